package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the windows, pressed on a screen that nobody sees. */
class WindowKeysIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Escape", "q"})
  void endsTheStreamAndClosesItsRecordingByAKeyOfTheViewersWindow(String key) throws Exception {
    try (XDisplay display = display();
        EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer =
            NodeProcess.edgeOn(
                display.name(), folder, "view", edge.address(), "--record", "film.avi")) {
      edge.accept();
      // It opens with a picture, by itself.
      assertThat(edge.command()).isEqualTo("0");
      edge.send(0);
      assertThat(edge.command()).isEqualTo("1");
      viewer.input().write("3\n".getBytes(UTF_8));
      viewer.input().flush();
      assertThat(edge.command()).isEqualTo("3");
      edge.send(1);
      edge.send(2);
      awaitWindow(display, viewer, "Throng - view");

      pressUntilClosed(display, key, "Throng - view");

      assertThat(edge.command()).isEqualTo("q");
      // The confirmation of the stream's last picture.
      assertThat(edge.command()).isEqualTo("1");
      viewer.waitFor(Pattern.compile("Recorded to film.avi"), MINUTE);
      assertThat(viewer.isAlive()).isTrue();
      viewer.closeInput();
      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
    }
    assertPlays(folder.resolve("film.avi"));
  }

  @Test
  void opensWithAPictureAndRecordsOnlyWhenAsked() throws Exception {
    try (XDisplay display = display();
        EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer = NodeProcess.edgeOn(display.name(), folder, "view", edge.address())) {
      awaitWindow(display, viewer, "Throng - view");
      edge.accept();
      assertThat(edge.command()).isEqualTo("0");
      edge.send(0);
      assertThat(edge.command()).isEqualTo("1");
      viewer.input().write("v\n".getBytes(UTF_8));
      viewer.input().flush();
      assertThat(edge.command()).isEqualTo("3");
      edge.send(1);
      edge.send(2);
      viewer.waitFor(Pattern.compile("fps, 2 pictures"), MINUTE);
      viewer.closeInput();

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--show", "--windows"})
  void endsTheEdgeNodeByEscInItsWindow(String windows) throws Exception {
    try (XDisplay display = display();
        OldCounterServer server =
            new OldCounterServer(false, OldCounterServer.Fault.NONE, 30, 40, 0.5f);
        NodeProcess edge =
            NodeProcess.edgeOn(
                display.name(),
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                "legacy://" + server.address(),
                windows)) {
      awaitWindow(display, edge, "Throng - test");

      pressUntilClosed(display, "Escape", "Throng - test");

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      assertThat(edge.output()).contains("Esc was pressed in a window: the program ends.");
    }
  }

  private static XDisplay display() throws Exception {
    return XDisplay.startWithKeys()
        .orElseGet(
            () ->
                Assumptions.abort(
                    "No Xvfb, xwininfo or xdotool (Debian: xvfb, x11-utils, xdotool): the keys of"
                        + " the windows are not tested"));
  }

  private static void awaitWindow(XDisplay display, NodeProcess node, String title) {
    await()
        .atMost(MINUTE)
        .failFast(() -> !node.isAlive())
        .untilAsserted(() -> assertThat(display.titles()).contains(title));
  }

  private static void assertPlays(Path film) throws IOException {
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(film.toFile())) {
      grabber.start();
      assertThat(grabber.grabImage()).isNotNull();
    }
  }

  // A key that comes before Java has taken note of its focus is lost, as with a quick user.
  private static void pressUntilClosed(XDisplay display, String key, String title) {
    await()
        .atMost(MINUTE)
        .until(
            () -> {
              display.press(key);
              return !display.titles().contains(title);
            });
  }
}
