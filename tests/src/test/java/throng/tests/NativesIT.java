package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Native libraries: where they are unpacked, what is left of them, and when they are loaded. */
@EnabledOnOs(OS.LINUX)
class NativesIT {
  private static final String GPU = "nodes/gpu/target/gpu-node.jar";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A place where no file can be made. */
  private static final String UNUSABLE = "/proc";

  @TempDir Path folder;

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    GPU + ",--listen 127.0.0.1:0 --model constant",
    "nodes/edge/target/edge-node.jar,--camera test:people=5 --gpu-node 127.0.0.1:7600"
  })
  void aFolderInWhichNothingCanBeUnpackedIsRefusedBeforeAnythingStarts(String jar, String arguments)
      throws Exception {
    try (NodeProcess node =
        NodeProcess.start(
            List.of("-Djava.io.tmpdir=" + UNUSABLE, "-Duser.home=" + UNUSABLE),
            jar,
            folder,
            arguments.split(" "))) {
      assertThat(node.exitCode(MINUTE)).as(node.output()).isEqualTo(2);
      assertThat(node.output())
          .contains("cannot be unpacked into " + UNUSABLE)
          .contains("-Djava.io.tmpdir=FOLDER")
          .doesNotContain("Exception")
          .doesNotContain("istening on");
    }
  }

  @Test
  void nothingIsLeftAfterAnOrderToEndAlsoWhereTheHomeCannotBeWritten() throws Exception {
    try (NodeProcess gpu = gpu()) {
      gpu.address();
      assertThat(temporary).isNotEmptyDirectory();

      gpu.terminate();

      assertThat(gpu.exitCode(MINUTE)).as(gpu.output()).isZero();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatAKilledNodeHasLeftIsDeletedByTheNext() throws Exception {
    try (NodeProcess gpu = gpu()) {
      gpu.address();
      gpu.kill();
    }
    try (NodeProcess gpu = gpu()) {
      gpu.address();
      assertThat(temporary).isDirectoryContaining("glob:**throng-natives-*");
      gpu.terminate();
      gpu.exitCode(MINUTE);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void everythingIsLoadedBeforeTheNodeListens() throws Exception {
    try (NodeProcess gpu = gpu()) {
      gpu.address();

      assertThat(Files.readAllLines(Path.of("/proc", Long.toString(gpu.pid()), "maps")))
          .anyMatch(line -> line.contains("jniopencv_imgcodecs"))
          .anyMatch(line -> line.contains("jniopencv_imgproc"));
    }
  }

  @Test
  void aLongCommandLineIsNoMatterForTheNetwork() throws Exception {
    try (NodeProcess gpu =
        NodeProcess.start(
            List.of("-Dlong=" + "x".repeat(20_000)),
            GPU,
            folder,
            "--listen",
            "127.0.0.1:0",
            "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off")) {
      gpu.address();
    }
  }

  private NodeProcess gpu() throws Exception {
    return NodeProcess.start(
        List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + UNUSABLE),
        GPU,
        folder,
        "--listen",
        "127.0.0.1:0",
        "--model",
        "constant",
        "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off");
  }
}
