package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Picture;

/** What cannot be decoded has its place among the pictures, and never another picture's pixels. */
class BrokenPictureTest {
  private static final String WHOLE = "Whole";

  @TempDir Path folder;

  @Test
  void aFileThatIsNoPictureIsNotItsPredecessor() throws Exception {
    List<Picture> pictures =
        Footage.readAll(Footage.source(Footage.kept("stale")), Footage.asTheyCome());

    assertThat(pictures).extracting(Picture::name).containsExactly("a.png", "b.jpg", "c.png");
    assertThat(pictures).extracting(BrokenPictureTest::state).containsExactly(WHOLE, "", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jpeg.size = 320x240", "jpeg.grey = true"})
  void aJpegCutShortHoldsNoRowOfItsPredecessor(String settings) throws Exception {
    List<Picture> pictures =
        Footage.readAll(Footage.source(Footage.kept("cut")), Footage.settings(settings, false));

    assertThat(pictures).extracting(BrokenPictureTest::state).containsExactly(WHOLE, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "webp", "bmp", "tif", "gif", "ppm", "jpg"})
  void aFileCutShortIsNoPictureWhateverItsFormat(String format) throws Exception {
    byte[] whole = Footage.encoded("." + format, 160, 120, 3);
    Files.write(folder.resolve("1." + format), whole);
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * tenth / 10);
      Files.write(folder.resolve(1 + tenth + "." + format), cut);
    }

    List<Picture> pictures =
        Footage.readAll(Footage.source(folder), Footage.settings("jpeg.size = 80x60", false));

    assertThat(pictures).hasSize(10);
    assertThat(pictures.subList(1, 10)).extracting(BrokenPictureTest::state).containsOnly("");
    assertThat(state(pictures.get(0))).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jpeg.size = 80x64", "jpeg.grey = true"})
  void anMjpegPictureCutShortHoldsNoRowOfItsPredecessor(String settings) throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 4);
    breakPicture(avi, 2);

    List<Picture> pictures =
        Footage.readAll(Footage.source(avi), Footage.settings(settings, false));

    assertThat(pictures)
        .extracting(BrokenPictureTest::state)
        .containsExactly(WHOLE, WHOLE, "", WHOLE);
  }

  @Test
  void aVideoPictureThatCannotBeDecodedHasItsPlace() throws Exception {
    Path avi = Footage.video(folder.resolve("v.avi"), false, 20);
    byte[] bytes = Files.readAllBytes(avi);
    byte[] last = Footage.chunks(avi).get(19);
    Arrays.fill(bytes, indexOf(bytes, last), indexOf(bytes, last) + last.length, (byte) 0);
    Files.write(avi, bytes);

    List<Picture> pictures = Footage.readAll(Footage.source(avi), Footage.asTheyCome());

    assertThat(pictures).hasSize(20);
    assertThat(pictures.subList(0, 19)).extracting(BrokenPictureTest::state).containsOnly(WHOLE);
    assertThat(state(pictures.get(19))).isEmpty();
  }

  /** Overwrites the second half of the picture, end marker and all. */
  private static void breakPicture(Path avi, int number) throws Exception {
    byte[] bytes = Files.readAllBytes(avi);
    byte[] chunk = Footage.chunks(avi).get(number);
    int at = indexOf(bytes, chunk);
    Arrays.fill(bytes, at + chunk.length / 2, at + chunk.length, (byte) 0);
    Files.write(avi, bytes);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("Not in it");
  }

  private static String state(Picture picture) {
    byte[] jpeg = picture.jpeg().toArray();
    if (!PictureHeader.isJpeg(jpeg)) {
      return "";
    }
    try (Mat decoded = Footage.decode(jpeg)) {
      return decoded.empty() ? "" : WHOLE;
    }
  }
}
