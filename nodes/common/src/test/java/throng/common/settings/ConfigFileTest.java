package throng.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.SettingsException;

class ConfigFileTest {
  @TempDir Path folder;

  @Test
  void takesTheNamedFileBeforeAnyOther() throws Exception {
    Path named = Files.createFile(folder.resolve("my.conf"));

    assertThat(ConfigFile.find(Optional.of(named), ConfigFile.class)).contains(named);
  }

  @Test
  void refusesANamedFileThatIsNotThere() {
    Path named = folder.resolve("my.conf");

    assertThatThrownBy(() -> ConfigFile.find(Optional.of(named), ConfigFile.class))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--config " + named);
  }

  @Test
  void findsTheFileOfTheRepositoryThatTheProgramLiesIn() {
    Path found = ConfigFile.find(Optional.empty(), ConfigFile.class).orElseThrow();

    assertThat(found).endsWithRaw(Path.of("conf", "application.conf"));
    assertThat(found.resolveSibling("../mvnw")).exists();
  }

  @Test
  void saysWhereItLookedAndWhatWritesAFile() {
    assertThat(ConfigFile.none(ConfigFile.class, "edge-node"))
        .contains(
            Path.of("conf", "application.conf").toAbsolutePath().toString(),
            "`edge-node init` writes one");
  }

  @Test
  void findsNothingForAProgramThatLiesInNoRepository() {
    assertThat(ConfigFile.find(Optional.empty(), String.class)).isEmpty();
  }
}
