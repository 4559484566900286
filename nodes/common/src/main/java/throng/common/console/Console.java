package throng.common.console;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import throng.streams.log.Printable;

/**
 * Where a program tells a person what it does.
 *
 * <p>On a terminal the status lines are redrawn in place, at the bottom; elsewhere nothing is
 * redrawn: who writes to a file decides how often a line is worth it. Control characters that a
 * peer, a file's name or a setting brought along are blanks. Any thread may call it.
 */
public final class Console implements AutoCloseable {
  // A line that wraps would take two rows, and the next redraw would erase one too few.
  private static final String WRAP_OFF = "\033[?7l";
  private static final String WRAP_ON = "\033[?7h";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final boolean quiet;
  private final Optional<QuietLog> log;
  private int standing;

  Console(PrintStream out, PrintStream err, boolean terminal, boolean quiet) {
    this(out, err, terminal, quiet, Optional.empty());
  }

  private Console(
      PrintStream out, PrintStream err, boolean terminal, boolean quiet, Optional<QuietLog> log) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.log = log;
  }

  /** The process' own output; {@code quiet}: errors only, and of its log too. */
  public static Console create(boolean quiet) {
    Optional<QuietLog> log = quiet ? Optional.of(QuietLog.begin()) : Optional.empty();
    return new Console(System.out, System.err, outputIsTerminal(), quiet, log);
  }

  public boolean isTerminal() {
    return terminal;
  }

  /** The terminal's size at this moment; empty: there is no terminal, or it does not tell. */
  public Optional<TerminalSize> size() {
    return terminal ? TerminalSize.now() : Optional.empty();
  }

  public boolean isQuiet() {
    return quiet;
  }

  /** Replaces the status lines on a terminal; plain lines elsewhere. */
  public synchronized void status(List<String> lines) {
    if (quiet) {
      return;
    }
    StringBuilder text = new StringBuilder();
    erase(text);
    text.append(terminal ? WRAP_OFF : "");
    lines.forEach(line -> text.append(Printable.lines(line)).append('\n'));
    text.append(terminal ? WRAP_ON : "");
    standing = terminal ? lines.size() : 0;
    flush(out, text);
  }

  /** A line that stays, above the status lines. */
  public synchronized void line(String line) {
    if (quiet) {
      return;
    }
    StringBuilder text = new StringBuilder();
    erase(text);
    standing = 0;
    flush(out, text.append(Printable.lines(line)).append('\n'));
  }

  /** A line on the error output; also when quiet. */
  public synchronized void error(String sentence) {
    StringBuilder text = new StringBuilder();
    erase(text);
    standing = 0;
    flush(out, text);
    flush(err, new StringBuilder(Printable.lines(sentence)).append('\n'));
  }

  /** Leaves the last status lines standing, and the log as it was before. */
  @Override
  public synchronized void close() {
    standing = 0;
    out.flush();
    log.ifPresent(QuietLog::close);
  }

  private void erase(StringBuilder text) {
    if (standing > 0) {
      // Ctrl-C may have left "^C" in front of the cursor.
      text.append("\r\033[").append(standing).append("A\033[J");
    }
  }

  private static void flush(PrintStream stream, StringBuilder text) {
    stream.print(text);
    stream.flush();
  }

  // System.console() needs the input to be a terminal too, and from JDK 22 on is never null.
  private static boolean outputIsTerminal() {
    Path output = Path.of("/proc/self/fd/1");
    try {
      String target = Files.readSymbolicLink(output).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (java.io.IOException | RuntimeException e) {
      return System.console() != null && !Files.exists(Path.of("/proc/self"));
    }
  }
}
