package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path folder;

  @Test
  void takesTheFirstLineWithoutWhiteSpace() throws IOException {
    Files.writeString(folder.resolve("token"), "  secret \nnot this\n");

    assertThat(TokenFile.read("token", folder)).contains("secret");
  }

  @Test
  void hasNoTokenWhereNoFileIsNamed() {
    assertThat(TokenFile.read("", folder)).isEmpty();
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Files.writeString(folder.resolve("token"), "\n");

    assertThatThrownBy(() -> TokenFile.read("token", folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds no token");
  }

  @Test
  void refusesATokenThatCannotBeSent() throws IOException {
    Files.writeString(folder.resolve("token"), "x".repeat(1025));

    assertThatThrownBy(() -> TokenFile.read("token", folder)).hasMessageContaining("1024 bytes");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> TokenFile.read("token", folder))
        .hasMessageContaining("token: there is no such file");
  }
}
