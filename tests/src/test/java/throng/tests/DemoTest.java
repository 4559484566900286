package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./demo} with a build and with programs that only say what they are told. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DemoTest {
  private static final String PROGRAMS =
      """
      #!/bin/sh
      case "$*" in
        *-version*) ;;
        *users*) echo "/#link=once" ;;
        *gpu-node.jar*) echo "2026-11-26 07:00:00Z Listening on 127.0.0.1:7600, model builtin."; sleep 0.3; echo "2026-11-26 07:00:00Z The page: http://127.0.0.1:7680/"; exec sleep 30 ;;
        *) echo "edge-node is told: $*" ;;
      esac
      """;
  private static final String BUILD =
      """
      #!/bin/sh
      echo "[INFO] Downloaded from central: https://repo.example/a.jar (1 kB at 1 kB/s)"
      echo "[INFO] Building streams 0.1.0-SNAPSHOT                          [2/7]"
      mkdir -p nodes/edge/target nodes/gpu/target
      touch nodes/edge/target/edge-node.jar nodes/gpu/target/gpu-node.jar
      """;
  private static final String WITHOUT_NETWORK =
      """
      #!/bin/sh
      echo "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: repo.example: Name or service not known"
      exit 1
      """;

  @TempDir Path folder;
  private Map<String, String> desktop = Map.of();

  @BeforeEach
  void copy() throws IOException {
    Files.copy(Repository.root().resolve("demo"), folder.resolve("demo"));
    for (String module : List.of("streams", "actors", "nodes/common", "nodes/edge", "nodes/gpu")) {
      Files.createDirectories(folder.resolve(module).resolve("src/main"));
      Files.createFile(folder.resolve(module).resolve("pom.xml"));
    }
    Files.createDirectories(folder.resolve("models"));
    Files.createFile(folder.resolve("pom.xml"));
    program("java/bin/java", PROGRAMS);
    program("mvnw", BUILD);
  }

  @Test
  void helpIsTheDemosOwnAndStartsNothing() throws Exception {
    assertThat(demo("--help"))
        .startsWith("0\n")
        .contains("./demo SOURCE [OPTION")
        .doesNotContain("edge-node is told", "Building");
  }

  @Test
  void optionsAloneAreThoseOfTheSyntheticCrowd() throws Exception {
    assertThat(demo("--show"))
        .contains("--camera test:people=40,size=1280x720,fps=10,seed=7 --gpu-node 127.0.0.1:7600")
        .containsPattern("edge-node is told: .* --show\n");
  }

  @Test
  void aSourceComesBeforeItsOptions() throws Exception {
    assertThat(demo("film.mp4", "--csv", "a.csv"))
        .containsPattern("edge-node is told: .* --camera film.mp4 .* --csv a.csv\n");
  }

  @Test
  void thePagesAddressSignsTheDemosUserInAndOpensWhereThereIsADesktop() throws Exception {
    Path opened = folder.resolve("opened");
    program("bin/xdg-open", "#!/bin/sh\necho \"$1\" > '%s'\n".formatted(opened));

    assertThat(demo()).contains("The live page, once: http://127.0.0.1:7680/#link=once");
    assertThat(opened).doesNotExist();
    desktop = Map.of("DISPLAY", ":99", "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));

    assertThat(demo()).contains("edge-node is told");
    await()
        .untilAsserted(
            () -> assertThat(opened).content().isEqualTo("http://127.0.0.1:7680/#link=once\n"));
  }

  @Test
  void theFirstBuildShowsHowFarItIs() throws Exception {
    assertThat(demo()).contains("streams 0.1.0-SNAPSHOT [2/7]");
  }

  @Test
  void aMissingNetworkIsSaidInWords() throws Exception {
    program("mvnw", WITHOUT_NETWORK);

    assertThat(demo())
        .startsWith("1\n")
        .contains("The libraries cannot be fetched", "~/.m2/settings.xml")
        .doesNotContain("edge-node is told");
  }

  @Test
  void aSignalToTheDemoAloneEndsBothNodes() throws Exception {
    program(
        "java/bin/java",
        PROGRAMS.replace("*) echo \"edge-node is told: $*\"", "*) echo $$ > edge.pid; sleep 60"));
    Process demo = start();
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(folder.resolve("edge.pid")).isNotEmptyFile());
      long edge = Long.parseLong(Files.readString(folder.resolve("edge.pid")).strip());

      demo.destroy();

      assertThat(demo.waitFor(20, TimeUnit.SECONDS)).as("It has ended.").isTrue();
      await().until(() -> ProcessHandle.of(edge).isEmpty());
    } finally {
      demo.destroyForcibly();
    }
  }

  private void program(String place, String text) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Its exit code, then all that it prints. */
  private String demo(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("It has ended.").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() + "\n" + Files.readString(folder.resolve("output"), UTF_8);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", folder.resolve("demo").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder demo =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    demo.environment().put("JAVA_HOME", folder.resolve("java").toString());
    demo.environment().keySet().removeAll(Set.of("DISPLAY", "WAYLAND_DISPLAY"));
    demo.environment().putAll(desktop);
    return demo.start();
  }
}
