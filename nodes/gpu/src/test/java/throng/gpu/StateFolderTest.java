package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void isOneNodesOnly() throws IOException {
    StateFolder shared = new StateFolder(folder.resolve("shared/state"));

    try (StateUse first = StateUse.begin(shared)) {
      assertThat(first.folder()).contains(shared.path());
      assertThat(first.trouble()).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.path())))
          .isEqualTo("rwx------");
      try (StateUse second = StateUse.begin(shared)) {
        assertThat(second.folder()).isEmpty();
        assertThat(second.trouble())
            .get()
            .asString()
            .startsWith("Another GPU node keeps its own in " + shared.path())
            .contains("throng.gpu-node.state-folder");
      }
    }
    try (StateUse next = StateUse.begin(shared)) {
      assertThat(next.folder()).contains(shared.path());
    }
    Files.delete(shared.path().resolve("gpu-node.lock"));
    Files.createDirectory(shared.path().resolve("gpu-node.lock"));
    try (StateUse without = StateUse.begin(shared)) {
      assertThat(without.folder()).isEmpty();
      assertThat(without.trouble()).get().asString().contains("Nothing can be kept in");
    }
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
