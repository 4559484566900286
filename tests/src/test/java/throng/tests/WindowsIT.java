package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --windows}: the picture in one window, its map in another, as the old client has it. */
class WindowsIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern DATED =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d) test: ");

  @TempDir Path folder;

  @Test
  void showsThePictureAndTheMapOfAnOldServerApart() throws Exception {
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
                "--windows")) {
      awaitWindows(edge, display, "Throng - test", "Throng - test - density");

      edge.waitFor(Pattern.compile(", count \\d"), MINUTE);

      edge.interrupt();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
      assertThat(Identity.of(edge.output()).counted()).isPositive();
    }
  }

  @Test
  void opensItsWindowsAtOnceWithoutANodeAndDatesItsLines() throws Exception {
    try (XDisplay display = display();
        NodeProcess edge =
            NodeProcess.edgeOn(
                display.name(),
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                "127.0.0.1:1",
                "--show",
                "--windows")) {
      awaitWindows(edge, display, "Throng - 2 cameras", "Throng - 2 cameras - density");
      edge.waitFor(DATED, MINUTE);

      edge.terminate();

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
    }
  }

  @Test
  void aCloseButtonEndsItsWindowAndTheLastOneTheProgram() throws Exception {
    try (XDisplay display = display();
        NodeProcess edge =
            NodeProcess.edgeOn(
                display.name(),
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                "127.0.0.1:1",
                "--windows")) {
      awaitWindows(edge, display, "Throng - test", "Throng - test - density");

      display.pressClose("Throng - test");
      await()
          .atMost(MINUTE)
          .untilAsserted(
              () ->
                  assertThat(display.titles())
                      .contains("Throng - test - density")
                      .doesNotContain("Throng - test"));
      assertThat(edge.isAlive()).isTrue();
      assertThat(edge.output()).doesNotContain("was closed");

      display.pressClose("Throng - test - density");

      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      assertThat(edge.output()).contains("The last window was closed: the program ends.");
    }
  }

  @Test
  void loadsNothingOfADesktopWhereNoWindowIsAskedFor() throws Exception {
    try (OldCounterServer server =
            new OldCounterServer(false, OldCounterServer.Fault.NONE, 30, 40, 0.5f);
        NodeProcess edge =
            NodeProcess.start(
                List.of("-Xlog:class+load:file=loaded.log"),
                "nodes/edge/target/edge-node.jar",
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10,frames=20",
                "--gpu-node",
                "legacy://" + server.address(),
                "--record",
                "film.mp4")) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
    }
    assertThat(folder.resolve("film.mp4")).isNotEmptyFile();
    try (Stream<String> loaded = Files.lines(folder.resolve("loaded.log"))) {
      assertThat(loaded)
          .noneMatch(line -> line.contains(" java.awt.") || line.contains(" javax.swing."));
    }
  }

  private static XDisplay display() throws Exception {
    return XDisplay.start()
        .orElseGet(
            () ->
                Assumptions.abort(
                    "No Xvfb or no xwininfo (Debian: xvfb, x11-utils): --windows is not tested"));
  }

  private static void awaitWindows(NodeProcess edge, XDisplay display, String... titles) {
    await()
        .atMost(MINUTE)
        .failFast(() -> !edge.isAlive())
        .untilAsserted(() -> assertThat(display.titles()).as(edge.output()).contains(titles));
  }
}
