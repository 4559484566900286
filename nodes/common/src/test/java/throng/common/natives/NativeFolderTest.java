package throng.common.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.SettingsException;

class NativeFolderTest {
  @TempDir Path temporary = Path.of(".");

  @Test
  void deletesWhatAKilledProcessHasLeftAndNothingElse() throws IOException {
    Path left = temporary.resolve("throng-natives-1");
    Files.createDirectories(left.resolve("jna"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("jna/libjna.so"));
    Path begun = Files.createDirectory(temporary.resolve("throng-natives-2"));
    Path anothers = Files.createDirectory(temporary.resolve("onnxruntime-java1"));

    Path own = NativeFolder.make(temporary).folder();

    assertThat(temporary).isDirectoryNotContaining(left::equals);
    assertThat(begun).isDirectory();
    assertThat(anothers).isDirectory();
    assertThat(own).isDirectory();
  }

  @Test
  void saysWhereNothingCanBeUnpackedAndWhatMendsIt() {
    Path missing = temporary.resolve("missing");

    assertThatThrownBy(() -> NativeFolder.make(missing))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            "Native libraries cannot be unpacked into "
                + missing
                + ": "
                + missing
                + " is not there.")
        .hasMessageContaining("-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void saysWhyALibraryCannotBeLoadedWithoutAClass() {
    Runnable loading =
        () -> {
          throw new ExceptionInInitializerError(
              new UnsatisfiedLinkError("libjniavutil.so: failed to map segment"));
        };

    assertThatThrownBy(() -> NativeLibraries.load("FFmpeg", loading))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("FFmpeg cannot be loaded from ")
        .hasMessageContaining(": libjniavutil.so: failed to map segment.")
        .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir=FOLDER");
  }
}
