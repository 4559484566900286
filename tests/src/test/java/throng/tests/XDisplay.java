package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A screen that nobody sees, where Xvfb and xwininfo are installed. */
final class XDisplay implements AutoCloseable {
  private static final Pattern WINDOW = Pattern.compile("0x([0-9a-f]+) \"([^\"]+)\":");

  private static final int LONGEST_END_SECONDS = 10;

  private final Process server;
  private final String name;

  private XDisplay(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  /** A screen of its own; empty: this machine can make none. */
  static Optional<XDisplay> start() throws IOException, InterruptedException {
    try {
      new ProcessBuilder("xwininfo", "-version").start().waitFor();
      // It would begin anew whenever its last client goes, which xwininfo is until a window is
      // open.
      Process server =
          new ProcessBuilder("Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1280x800x24")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String number = server.inputReader(UTF_8).readLine();
      return number == null ? Optional.empty() : Optional.of(new XDisplay(server, ":" + number));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** As {@link #start}, with a keyboard; empty also where xdotool is missing. */
  static Optional<XDisplay> startWithKeys() throws IOException, InterruptedException {
    try {
      new ProcessBuilder("xdotool", "version").start().waitFor();
      return start();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /**
   * Presses a key in a window of the only Java process on this screen; in none where none is open.
   *
   * @param key as X names it
   */
  void press(String key) throws IOException, InterruptedException {
    // Without a window manager nobody but us gives Java's window, by its proxy, the keyboard.
    ProcessBuilder pressing =
        new ProcessBuilder(
            "xdotool", "search", "--name", "^FocusProxy$", "windowfocus", "--sync", "key", key);
    pressing.environment().put("DISPLAY", name);
    Process pressed = pressing.redirectErrorStream(true).start();
    pressed.getInputStream().readAllBytes();
    pressed.waitFor();
  }

  /** What DISPLAY is set to. */
  String name() {
    return name;
  }

  /** The titles of the windows that are open. */
  List<String> titles() throws IOException {
    return windows().stream().map(window -> window.group(2)).toList();
  }

  /** Presses the close button of the window that is called so. */
  void pressClose(String title) throws IOException {
    MatchResult window =
        windows().stream().filter(it -> it.group(2).equals(title)).findFirst().orElseThrow();
    CloseButton.press(name, Long.parseLong(window.group(1), 16));
  }

  private List<MatchResult> windows() throws IOException {
    Process tree =
        new ProcessBuilder("xwininfo", "-display", name, "-root", "-tree")
            .redirectErrorStream(true)
            .start();
    String text = new String(tree.getInputStream().readAllBytes(), UTF_8);
    return WINDOW.matcher(text).results().toList();
  }

  /** Ends the screen; the next one may get its number. */
  @Override
  public void close() {
    server.destroy();
    server.onExit().orTimeout(LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
  }
}
