package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilmTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  @TempDir Path folder;

  @Test
  void lastsAsLongAsWhatItShowsAtItsOwnRate() throws Exception {
    Path file = folder.resolve("film.avi");
    try (PictureFilm film = new PictureFilm(file, 20)) {
      for (int i = 0; i < 21; i++) {
        film.add(jpeg(64, 48, i), 1_000_000 + i * 100L * MILLI);
      }
    }

    assertThat(frames(file, 64, 48)).isEqualTo(41);
  }

  @Test
  void leavesOutWhatComesTooFast() throws Exception {
    Path file = folder.resolve("film.avi");
    try (PictureFilm film = new PictureFilm(file, 20)) {
      for (int i = 0; i < 101; i++) {
        film.add(jpeg(64, 48, i), i * 20L * MILLI);
      }
    }

    assertThat(frames(file, 64, 48)).isBetween(41, 42);
  }

  @Test
  void hasTheSizeOfTheFirstPictureAndLeavesOutWhatIsNone() throws Exception {
    Path file = folder.resolve("film.avi");
    try (PictureFilm film = new PictureFilm(file, 20)) {
      film.add(ByteString.fromString("no picture"), 0);
      film.add(jpeg(65, 49, 1), 0);
      film.add(jpeg(128, 96, 2), 50 * MILLI);
    }

    assertThat(frames(file, 64, 48)).isEqualTo(2);
  }

  @Test
  void makesNoFileWithoutAPicture() throws Exception {
    Path file = folder.resolve("film.avi");
    new PictureFilm(file, 20).close();

    assertThat(file).doesNotExist();
  }

  @Test
  void shortensALongSilence() throws Exception {
    Path file = folder.resolve("film.avi");
    try (PictureFilm film = new PictureFilm(file, 20)) {
      film.add(jpeg(64, 48, 1), 0);
      film.add(jpeg(64, 48, 2), TimeUnit.HOURS.toNanos(1));
      film.add(jpeg(64, 48, 3), TimeUnit.HOURS.toNanos(1) + 50 * MILLI);
    }

    assertThat(frames(file, 64, 48)).isBetween(202, 204);
  }

  private static int frames(Path file, int width, int height) throws IOException {
    byte[] head = Files.readAllBytes(file);
    assertThat(new String(head, 0, 300, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("XVID");
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      assertThat(grabber.getVideoFrameRate()).isEqualTo(20);
      assertThat(grabber.getImageWidth()).isEqualTo(width);
      assertThat(grabber.getImageHeight()).isEqualTo(height);
      int frames = 0;
      while (grabber.grabImage() != null) {
        frames++;
      }
      return frames;
    }
  }

  private static ByteString jpeg(int width, int height, int shade) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(shade % 256, 100, 50));
    graphics.fillRect(0, 0, width, height / 2);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return ByteString.fromArray(bytes.toByteArray());
  }
}
