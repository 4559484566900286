package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void isWhatIsSaidElseTheServicesElseTheHomes() {
    Map<String, String> service = Map.of("STATE_DIRECTORY", "/var/lib/throng:/var/lib/other");

    assertThat(path("/srv/state", service)).isEqualTo(Path.of("/srv/state"));
    assertThat(path("auto", service)).isEqualTo(Path.of("/var/lib/throng"));
    assertThat(path("auto", Map.of())).isEqualTo(Path.of("/home/ada/.local/state/throng"));
  }

  @Test
  void isMadeOnlyWhenThereIsSomethingToKeepAndSaysWhereThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(new StateFolder(folder.resolve("a/b/c")).trouble()).isEmpty();
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(new StateFolder(file.resolve("state")).trouble())
        .get()
        .asString()
        .contains("Nothing can be kept in", "throng.gpu-node.state-folder");
  }

  private static Path path(String setting, Map<String, String> environment) {
    return StateFolder.from(
            CommonOptions.node(
                ConfigFactory.parseString("throng.gpu-node.state-folder = \"" + setting + "\"")
                    .withFallback(ConfigFactory.load())),
            environment,
            "/home/ada")
        .path();
  }
}
