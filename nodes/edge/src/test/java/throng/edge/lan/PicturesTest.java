package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.common.console.Console;

class PicturesTest {
  private final Console console = Console.create(true);
  @TempDir Path folder;

  private long nanos;

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aRecordingOfWhatCannotBeDecodedIsIncomplete() {
    Path file = folder.resolve("stream.avi");
    Pictures pictures =
        new Pictures(console, new Recordings(Optional.of(file), false), 20, null, () -> nanos);

    pictures.beginFilm();
    assertThat(pictures.ofStream(ByteString.fromString("no picture"))).isFalse();
    pictures.endFilm();

    assertThat(file).doesNotExist();
    assertThat(pictures.isIncomplete()).isTrue();
  }

  @Test
  void goesOnInAFileAfterTheDiskTookNothing() throws IOException {
    Path file = folder.resolve("films").resolve("stream.avi");
    Pictures pictures =
        new Pictures(console, new Recordings(Optional.of(file), false), 20, null, () -> nanos);
    pictures.beginFilm();
    pictures.ofStream(jpeg());
    Files.createDirectory(folder.resolve("films"));

    nanos += TimeUnit.SECONDS.toNanos(9);
    pictures.ofStream(jpeg());
    assertThat(folder.resolve("films")).isEmptyDirectory();
    nanos += TimeUnit.SECONDS.toNanos(1);
    pictures.ofStream(jpeg());
    pictures.endFilm();

    assertThat(folder.resolve("films")).isDirectoryContaining("glob:**stream*.avi");
    assertThat(pictures.isIncomplete()).isTrue();
  }

  @Test
  void keepsAPictureBesideWhatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("door.jpg"), "yesterday's");
    Pictures pictures =
        new Pictures(console, new Recordings(Optional.empty(), false), 20, null, () -> nanos);

    pictures.single(jpeg());
    pictures.keep(Optional.of(file));

    assertThat(file).hasContent("yesterday's");
    assertThat(folder.resolve("door-2.jpg")).isNotEmptyFile();
  }

  private static ByteString jpeg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), "jpg", bytes);
    return ByteString.fromArray(bytes.toByteArray());
  }
}
