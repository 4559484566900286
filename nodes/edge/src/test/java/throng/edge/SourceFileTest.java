package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.SettingsException;

class SourceFileTest {
  private static final String SECRET = "rtsp://viewer:hunter2@192.168.1.20/stream1";

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("cameras");
  }

  @Test
  void holdsASourceALine() throws IOException {
    Files.writeString(path, "# the hall\n" + SECRET + "\n\n  0  \n");

    assertThat(new SourceFile(path).sources()).containsExactly(SECRET, "0");
  }

  @Test
  void isRefusedWhereItNamesNone() throws IOException {
    Files.writeString(path, "# none\n");

    assertThatThrownBy(() -> new SourceFile(path).sources())
        .isInstanceOf(SettingsException.class)
        .hasMessage("--camera-file %s names no source: write each on a line of its own.", path);
  }

  @Test
  void isRefusedWhereItIsNotThere() {
    assertThatThrownBy(() -> new SourceFile(path).sources())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("--camera-file " + path + " cannot be read: ");
  }

  @Test
  void isWarnedAboutWhereOthersCanReadItsPasswords() throws IOException {
    Files.writeString(path, SECRET);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(new SourceFile(path).warning())
        .contains(
            "Others on this machine can read the passwords in %s: type  chmod 600 %s"
                .formatted(path, path));

    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    assertThat(new SourceFile(path).warning()).isEmpty();
  }

  @Test
  void aPasswordInAnArgumentIsWarnedAboutOnceAndNotRepeated() {
    assertThat(SourceFile.warning(List.of(SECRET, SECRET)))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("--camera-file").doesNotContain("hunter2"));
    assertThat(SourceFile.warning(List.of("0", "rtsp://192.168.1.20/stream1"))).isEmpty();
  }
}
