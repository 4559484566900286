package throng.edge.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.util.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegDamage;

/** Of a damaged JPEG no part is taken for a picture; a healthy one is never taken for damaged. */
class DamagedJpegTest {
  private static final int[] SAMPLINGS = {0x111111, 0x211111, 0x221111, 0x121111, 0x411111};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "jpeg.size = 80x60", "jpeg.grey = true"})
  void whatIsDamagedInsideOrCutAndClosedIsNoPicture(String settings) throws Exception {
    byte[] whole = Footage.jpeg(160, 120, 3);
    Files.write(folder.resolve("0.jpg"), whole);
    int middle = whole.length / 2;
    byte[] cut = Arrays.copyOf(whole, middle + 2);
    cut[middle] = (byte) 0xFF;
    cut[middle + 1] = (byte) 0xD9;
    Files.write(folder.resolve("1.jpg"), cut);
    byte[] zeroed = whole.clone();
    Arrays.fill(zeroed, middle, middle + 200, (byte) 0);
    Files.write(folder.resolve("2.jpg"), zeroed);
    byte[] shorter = whole.clone();
    System.arraycopy(whole, middle + 200, shorter, middle, whole.length - middle - 200);
    Files.write(folder.resolve("3.jpg"), Arrays.copyOf(shorter, whole.length - 200));

    List<Picture> pictures =
        Footage.readAll(Footage.source(folder), Footage.settings(settings, false));

    assertThat(pictures.get(0).jpeg().toArray()).isNotEqualTo(NoPicture.bytes());
    assertThat(pictures.subList(1, 4))
        .allSatisfy(picture -> assertThat(picture.jpeg().toArray()).isEqualTo(NoPicture.bytes()));
  }

  @Test
  void aLiveSourcesDamagedPictureIsNone() throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 4);
    byte[] bytes = Files.readAllBytes(avi);
    byte[] third = Footage.chunks(avi).get(2);
    int at = new String(bytes, ISO_8859_1).indexOf(new String(third, ISO_8859_1));
    Arrays.fill(bytes, at + third.length / 2, at + third.length / 2 + 400, (byte) 0);
    Files.write(avi, bytes);

    List<Picture> pictures = Footage.readAll(Footage.source(avi), Footage.settings("", true));

    assertThat(pictures)
        .extracting(picture -> Arrays.equals(picture.jpeg().toArray(), NoPicture.bytes()))
        .containsExactly(false, false, true, false);
  }

  @Test
  void noHealthyPictureIsDamagedHoweverItIsCoded() {
    for (int sampling : SAMPLINGS) {
      for (int progressive : new int[] {0, 1}) {
        for (int restart : new int[] {0, 1, 3, 100}) {
          for (int quality : new int[] {1, 50, 100}) {
            byte[] jpeg =
                encoded(
                    IMWRITE_JPEG_SAMPLING_FACTOR,
                    sampling,
                    IMWRITE_JPEG_PROGRESSIVE,
                    progressive,
                    IMWRITE_JPEG_OPTIMIZE,
                    restart & 1,
                    IMWRITE_JPEG_RST_INTERVAL,
                    restart,
                    IMWRITE_JPEG_QUALITY,
                    quality);

            assertThat(JpegDamage.isIn(ByteString.fromArray(jpeg)))
                .as("%x, progressive %d, interval %d, %d", sampling, progressive, restart, quality)
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void aRestartMarkerThatIsMissingIsDamage() {
    byte[] jpeg = encoded(IMWRITE_JPEG_RST_INTERVAL, 3);
    for (int at = 0; at < jpeg.length - 1; at++) {
      if (jpeg[at] == (byte) 0xFF && (jpeg[at + 1] & 0xF8) == 0xD0) {
        byte[] other = jpeg.clone();
        other[at + 1] = (byte) (0xD0 + (jpeg[at + 1] + 1 & 7));

        assertThat(JpegDamage.isIn(ByteString.fromArray(other))).isTrue();
      }
    }
  }

  @Test
  void noPhotographIsDamaged() throws Exception {
    Path photographs = Path.of("../../../shared/data/crowd");
    assumeTrue(Files.isDirectory(photographs), "There are no photographs here; skipped.");
    try (Stream<Path> files = Files.walk(photographs)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jpg")).limit(100))
          .allSatisfy(
              file ->
                  assertThat(JpegDamage.isIn(ByteString.fromArray(Files.readAllBytes(file))))
                      .isFalse());
    }
  }

  private static byte[] encoded(int... parameters) {
    byte[] picture = Footage.encoded(".png", 331, 233, 5);
    try (Mat mat = Footage.decode(picture);
        IntPointer numbers = new IntPointer(parameters);
        BytePointer ending = new BytePointer(".jpg");
        BytePointer out = new BytePointer()) {
      imencode(ending, mat, out, numbers);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }
}
