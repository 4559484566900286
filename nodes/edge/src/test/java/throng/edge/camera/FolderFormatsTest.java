package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

/** Which files of a folder are pictures, and that those which are not are named. */
class FolderFormatsTest {
  @TempDir Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger(LeftOut.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @ParameterizedTest
  @CsvSource({"jfif,.jpg", "gif,.gif", "pbm,.pbm", "dib,.bmp", "pam,.pam", "JPG,.jpg"})
  void whatOpenCvReadsIsRead(String ending, String format) throws Exception {
    byte[] jpeg = Footage.jpeg(64, 48, 3);
    byte[] file = format.equals(".pbm") ? bitmap() : Footage.as(format, jpeg);
    Files.write(folder.resolve("x." + ending), file);

    Picture picture = read().get(0);

    assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(64, 48, 3));
    assertThat(lines.list).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.avif", "x.heic", "x.jpg"})
  void whatOnlyFfmpegReadsIsReadWhateverItsName(String name) throws Exception {
    Files.copy(Footage.kept("formats/small.avif"), folder.resolve(name));

    Picture picture = read().get(0);

    assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(320, 240, 3));
    assertThat(
            Footage.difference(
                picture.jpeg().toArray(), Files.readAllBytes(Footage.kept("orient/upright.jpg"))))
        .isLessThan(4);
  }

  @Test
  void aPhonesTilesAreOnePicture() throws Exception {
    Files.copy(Footage.kept("formats/tiles.heic"), folder.resolve("1.heic"));
    Files.copy(Footage.kept("formats/tiles-turned.heic"), folder.resolve("2.heic"));

    List<Picture> pictures = read();

    byte[] whole = pictures.get(0).jpeg().toArray();
    assertThat(JpegHeader.of(ByteString.fromArray(whole))).contains(new JpegHeader(364, 246, 3));
    assertThat(Footage.difference(whole, cropped())).isLessThan(5);
    // Turned to the left, as its file says.
    byte[] turned = pictures.get(1).jpeg().toArray();
    assertThat(JpegHeader.of(ByteString.fromArray(turned))).contains(new JpegHeader(246, 364, 3));
    try (Mat left = Footage.decode(turned);
        Mat right = new Mat()) {
      rotate(left, right, ROTATE_90_CLOCKWISE);
      assertThat(Footage.difference(Footage.encoded(".jpg", right), whole)).isLessThan(4);
    }
  }

  /** The picture that the tiles were cut from, as far as they show it. */
  private static byte[] cropped() throws Exception {
    byte[] upright = Files.readAllBytes(Footage.kept("orient/upright.jpg"));
    try (Mat large = Footage.decode(upright);
        Mat small = new Mat();
        Size size = new Size(384, 256);
        Rect shown = new Rect(0, 0, 364, 246)) {
      resize(large, small, size);
      try (Mat crop = new Mat(small, shown);
          Mat own = crop.clone()) {
        return Footage.encoded(".jpg", own);
      }
    }
  }

  @Test
  void anAvifCutShortIsNoPicture() throws Exception {
    byte[] whole = Files.readAllBytes(Footage.kept("formats/small.avif"));
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * tenth / 10);
      Files.write(folder.resolve(tenth + ".avif"), cut);
    }

    assertThat(read())
        .hasSize(9)
        .allMatch(picture -> Arrays.equals(picture.jpeg().toArray(), NoPicture.bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jp2", "tga", "TGA"})
  void whatFfmpegTellsByTheFilesNameIsRead(String ending) throws Exception {
    byte[] upright = Files.readAllBytes(Footage.kept("orient/upright.jpg"));
    byte[] file =
        ending.equals("jp2") ? Files.readAllBytes(Footage.kept("formats/small.jp2")) : tga(upright);
    Files.write(folder.resolve("50% of %03d." + ending), file);

    Picture picture = read().get(0);

    assertThat(Footage.difference(picture.jpeg().toArray(), upright)).isLessThan(5);
    assertThat(lines.list).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAnIconTheLargestPictureIsRead(boolean largestIsPng) throws Exception {
    byte[] small = Footage.jpeg(32, 24, 1);
    byte[] large = Footage.jpeg(64, 48, 3);
    byte[] icon =
        largestIsPng
            ? icon(bitmap(small), Footage.as(".png", large))
            : icon(Footage.as(".png", small), bitmap(large));
    Files.write(folder.resolve("x.ico"), icon);

    Picture picture = read().get(0);

    assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(64, 48, 3));
    assertThat(Footage.difference(picture.jpeg().toArray(), large)).isLessThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jp2", "tga", "ico"})
  void ofTheseToWhatIsCutShortIsNoPicture(String ending) throws Exception {
    byte[] jpeg = Footage.jpeg(64, 48, 3);
    byte[] whole =
        switch (ending) {
          case "jp2" -> Files.readAllBytes(Footage.kept("formats/small.jp2"));
          case "tga" -> tga(jpeg);
          default -> icon(Footage.as(".png", Footage.jpeg(32, 24, 1)), Footage.as(".png", jpeg));
        };
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * tenth / 10);
      Files.write(folder.resolve(tenth + "." + ending), cut);
    }

    assertThat(read())
        .hasSize(9)
        .allMatch(picture -> Arrays.equals(picture.jpeg().toArray(), NoPicture.bytes()));
  }

  /** Uncompressed, from above. */
  private static byte[] tga(byte[] jpeg) {
    try (Mat picture = Footage.decode(jpeg)) {
      byte[] pixels = Footage.pixels(picture);
      ByteBuffer tga = ByteBuffer.allocate(18 + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
      tga.put(2, (byte) 2)
          .putShort(12, (short) picture.cols())
          .putShort(14, (short) picture.rows());
      tga.put(16, (byte) 24).put(17, (byte) 0x20);
      return tga.put(18, pixels).array();
    }
  }

  /** A BMP as icons hold it: without its file's head, of twice the height, with a mask. */
  private static byte[] bitmap(byte[] jpeg) {
    ByteBuffer bmp = ByteBuffer.wrap(Footage.as(".bmp", jpeg)).order(ByteOrder.LITTLE_ENDIAN);
    int width = bmp.getInt(18);
    int height = bmp.getInt(22);
    int mask = (width + 31) / 32 * 4 * height;
    ByteBuffer bitmap = ByteBuffer.allocate(bmp.limit() - 14 + mask).order(ByteOrder.LITTLE_ENDIAN);
    return bitmap.put(bmp.position(14)).putInt(8, 2 * height).array();
  }

  private static byte[] icon(byte[] small, byte[] large) {
    int first = 6 + 2 * 16;
    ByteBuffer icon = ByteBuffer.allocate(first + small.length + large.length);
    icon.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0).putShort((short) 1).putShort((short) 2);
    icon.put((byte) 32).put((byte) 24).putShort((short) 0).putShort((short) 1).putShort((short) 24);
    icon.putInt(small.length).putInt(first);
    icon.put((byte) 64).put((byte) 48).putShort((short) 0).putShort((short) 1).putShort((short) 24);
    icon.putInt(large.length).putInt(first + small.length);
    return icon.put(small).put(large).array();
  }

  @Test
  void filesThatAreNoPicturesAreNamedOnceWithTheirNumber() throws Exception {
    Files.write(folder.resolve("a.jpg"), Footage.jpeg(64, 48, 3));
    for (String name : new String[] {"notes.txt", "film.mp4", ".hidden"}) {
      Files.writeString(folder.resolve(name), "text");
    }
    Files.createSymbolicLink(folder.resolve("gone.jpg"), Path.of("nowhere"));
    Files.createDirectory(folder.resolve("more.jpg"));

    read();

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains(folder.toString(), "3 files are left out", "film.mp4, gone.jpg, notes.txt")
        .doesNotContain("hidden");
  }

  @Test
  void laterPicturesOfAFileAreNamedWithTheirNumber() throws Exception {
    Files.write(folder.resolve("a.tif"), pages("tiff", 3));
    Files.write(folder.resolve("b.gif"), pages("gif", 5));

    assertThat(read()).hasSize(2);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("6 pictures are left out", "a.tif (2), b.gif (4)");
  }

  @Test
  void laterPicturesOfAnAvifAnimationAreNamedToo() throws Exception {
    Files.copy(Footage.kept("formats/three.avif"), folder.resolve("a.avif"));

    assertThat(read()).hasSize(1);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("2 pictures are left out", "a.avif (2)");
  }

  @Test
  void boxesWithinBoxesWithoutEndAreNoAnimation() {
    ByteBuffer nested = ByteBuffer.allocate(8 << 16);
    for (int left = nested.limit(); left > 0; left -= 8) {
      nested.putInt(left).put("moov".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(PictureSequence.count(nested.array())).isZero();
  }

  @Test
  void anAnimationAloneIsAFilm() throws Exception {
    Path film = Footage.kept("formats/five.gif");

    assertThat(Footage.readAll(Footage.source(film), Footage.asTheyCome())).hasSize(5);
  }

  private List<Picture> read() throws Exception {
    return Footage.readAll(Footage.source(folder), Footage.asTheyCome());
  }

  private static byte[] bitmap() {
    byte[] bits = new byte[11 + 8 * 48];
    byte[] head = "P4\n64 48\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bits, 0, head.length);
    return bits;
  }

  private static byte[] pages(String format, int number) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < number; i++) {
        byte[] jpeg = Footage.jpeg(64, 48, 9 * i);
        writer.writeToSequence(
            new IIOImage(ImageIO.read(new ByteArrayInputStream(jpeg)), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
