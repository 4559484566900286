package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.flip;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

/** What is sent is upright and has square pixels, and says nothing else of itself. */
class UprightTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"'', 960, 720", "jpeg.size = 640x480, 640, 480", "jpeg.grey = true, 960, 720"})
  void aPhotoThatIsStoredTurnedIsSentUpright(String settings, int width, int height)
      throws Exception {
    byte[] upright = Files.readAllBytes(Footage.kept("orient/upright.jpg"));

    Picture picture = only(Footage.kept("orient/exif6.jpg"), settings);

    byte[] sent = picture.jpeg().toArray();
    assertThat(JpegHeader.of(ByteString.fromArray(sent)))
        .contains(new JpegHeader(width, height, 3));
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    assertThat(Footage.difference(sent, upright)).isLessThan(4);
    assertThat(StillDisplay.of(sent)).isEqualTo(Display.PLAIN);
  }

  @Test
  void aFilmThatIsStoredTurnedIsSentUpright() throws Exception {
    Path film = turnedRight(Footage.kept("orient/rot90.mp4"));
    List<Picture> turned = read(film, "");
    List<Picture> upright = read(Footage.kept("orient/upright.mp4"), "");

    assertThat(turned).hasSize(10);
    for (int i = 0; i < 10; i++) {
      byte[] sent = turned.get(i).jpeg().toArray();
      assertThat(JpegHeader.of(ByteString.fromArray(sent))).contains(new JpegHeader(960, 720, 3));
      assertThat(Footage.difference(sent, upright.get(i).jpeg().toArray())).isLessThan(4);
    }
    Picture small = only(film, "jpeg { size = 320x240, fps = 1 }");
    assertThat(small.width()).isEqualTo(320);
    assertThat(Footage.difference(small.jpeg().toArray(), upright.get(0).jpeg().toArray()))
        .isLessThan(4);
  }

  /** The kept film asks for a quarter turn to the left, which puts its people on their heads. */
  @Test
  void aFilmIsTurnedAsItsMatrixSaysAndPlayersDo() throws Exception {
    Picture turned = only(Footage.kept("orient/rot90.mp4"), "jpeg.fps = 1");
    Picture upright = only(Footage.kept("orient/upright.mp4"), "jpeg.fps = 1");

    try (Mat sent = Footage.decode(turned.jpeg().toArray());
        Mat back = new Mat()) {
      flip(sent, back, -1);
      assertThat(Footage.difference(Footage.encoded(".jpg", back), upright.jpeg().toArray()))
          .isLessThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachOrientationIsUndoneInEachFormat(int orientation) throws Exception {
    byte[] upright = corner(64, 48, 1);
    boolean turned = orientation >= 5;
    byte[] jpeg = corner(turned ? 48 : 64, turned ? 64 : 48, orientation);
    byte[] exif = exif(orientation);

    Files.write(folder.resolve("1.jpg"), withSegment(jpeg, 0xE1, "Exif\0\0", exif));
    Files.write(folder.resolve("2.png"), png(jpeg, exif));
    Files.write(folder.resolve("3.tif"), tiff(jpeg, orientation));
    for (Picture picture : read(folder, "")) {
      assertThat(picture.width()).as(picture.name()).isEqualTo(64);
      assertThat(picture.height()).as(picture.name()).isEqualTo(48);
      assertThat(Footage.difference(picture.jpeg().toArray(), upright))
          .as(picture.name())
          .isLessThan(6);
    }
  }

  @Test
  void aPhotoThatSaysThatItIsUprightIsPassedOn() throws Exception {
    byte[] jpeg = withSegment(corner(64, 48, 1), 0xE1, "Exif\0\0", exif(1));
    Path file = Files.write(folder.resolve("1.jpg"), jpeg);

    assertThat(only(file, "").jpeg().toArray()).isEqualTo(jpeg);
  }

  @Test
  void theFirstOfSeveralOrientationsHolds() throws Exception {
    byte[] one = withSegment(corner(48, 64, 6), 0xE1, "Exif\0\0", exif(1));
    Path file = Files.write(folder.resolve("1.jpg"), withSegment(one, 0xE1, "Exif\0\0", exif(6)));

    Picture picture = only(file, "");

    assertThat(picture.width()).isEqualTo(64);
    assertThat(Footage.difference(picture.jpeg().toArray(), corner(64, 48, 1))).isLessThan(6);
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSquare() throws Exception {
    byte[] jpeg = corner(64, 48, 1);
    jpeg[13] = 0; // JFIF's unit: none; then 2 to 1.
    jpeg[14] = 0;
    jpeg[15] = 2;
    jpeg[16] = 0;
    jpeg[17] = 1;
    Path file = Files.write(folder.resolve("1.jpg"), jpeg);

    Picture picture = only(file, "");

    assertThat(picture.width()).isEqualTo(128);
    assertThat(picture.height()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({
    "72, 72, 64, 48",
    "2834, 2835, 64, 48",
    "72, 144, 128, 48",
    "144, 72, 64, 96",
    "1, 100000, 64, 48",
    "0, 0, 64, 48"
  })
  void densitiesThatDifferAreThePixelsShapeInEveryFormat(int x, int y, int width, int height)
      throws Exception {
    byte[] jpeg = corner(64, 48, 1);
    byte[] jfif = jpeg.clone();
    ByteBuffer.wrap(jfif).put(13, (byte) 1).putShort(14, (short) x).putShort(16, (short) y);
    byte[] exif = exif(1, x, y);
    byte[] square = jpeg.clone();
    ByteBuffer.wrap(square).put(13, (byte) 1).putInt(14, 0x00480048);
    Files.write(folder.resolve("1.jpg"), jfif);
    Files.write(folder.resolve("2.jpg"), withSegment(square, 0xE1, "Exif\0\0", exif));
    Files.write(folder.resolve("3.png"), png(jpeg, "eXIf", exif));
    byte[] densities = ByteBuffer.allocate(9).putInt(x).putInt(y).put((byte) 1).array();
    Files.write(folder.resolve("4.png"), png(jpeg, "pHYs", densities));
    Files.write(folder.resolve("5.tif"), tiff(jpeg, 1, x, y));

    assertThat(read(folder, ""))
        .hasSize(5)
        .allSatisfy(
            picture -> {
              assertThat(picture.width()).as(picture.name()).isEqualTo(width);
              assertThat(picture.height()).as(picture.name()).isEqualTo(height);
            });
  }

  @Test
  void theShapeOfATiffsPixelsTurnsWithIt() throws Exception {
    Path file = Files.write(folder.resolve("1.tif"), tiff(corner(48, 64, 6), 6, 144, 72));

    Picture picture = only(file, "");

    assertThat(picture.width()).isEqualTo(128);
    assertThat(picture.height()).isEqualTo(48);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void anOrientationIsReadWhateverTypeItHas(int type) throws Exception {
    byte[] exif = exif(6);
    exif[12] = (byte) type;
    Path file =
        Files.write(
            folder.resolve("1.jpg"), withSegment(corner(48, 64, 6), 0xE1, "Exif\0\0", exif));

    assertThat(only(file, "").width()).isEqualTo(64);
  }

  @Test
  void aPictureThatSquarePixelsMakeTooLargeIsNotDecoded() throws Exception {
    byte[] densities = ByteBuffer.allocate(9).putInt(1).putInt(7).put((byte) 0).array();
    Path file = Files.write(folder.resolve("1.png"), png(corner(64, 48, 1), "pHYs", densities));

    Picture picture = only(file, "camera.max-file-pixels = 20000");

    assertThat(picture.jpeg().toArray()).isEqualTo(NoPicture.bytes());
  }

  @Test
  void aMatrixIsReadAsTheOrientationThatItAsksFor() {
    int[][] matrices = {
      {1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1}, {1, 0, 0, -1},
      {0, 1, 1, 0}, {0, 1, -1, 0}, {0, -1, -1, 0}, {0, -1, 1, 0}
    };
    for (int i = 0; i < 8; i++) {
      int[] m = matrices[i];
      assertThat(Orientation.ofMatrix(m[0], m[1], m[2], m[3])).isEqualTo(Orientation.ofExif(i + 1));
    }
  }

  /** The film with a matrix that turns to the right, as phones held upright write it. */
  private Path turnedRight(Path film) throws Exception {
    String bytes = Files.readString(film, StandardCharsets.ISO_8859_1);
    String left = "\0\0\0\0\u00ff\u00ff\0\0\0\0\0\0\0\1\0\0";
    String right = "\0\0\0\0\0\1\0\0\0\0\0\0\u00ff\u00ff\0\0";
    assertThat(bytes).contains(left);
    return Files.writeString(
        folder.resolve("right.mp4"), bytes.replace(left, right), StandardCharsets.ISO_8859_1);
  }

  /**
   * A picture that grows darker from its upright form's upper left corner, more so to the right, as
   * it is stored.
   */
  private static byte[] corner(int width, int height, int orientation) {
    boolean fromRight = List.of(2, 3, 7, 8).contains(orientation);
    boolean fromBelow = List.of(3, 4, 6, 7).contains(orientation);
    // Where a picture is to be turned, what runs along its stored rows ends as its columns.
    boolean turned = orientation >= 5;
    return Footage.slope(width, height, turned, fromRight, fromBelow);
  }

  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    exif.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation).putInt(0);
    return exif.array();
  }

  /** Resolutions are ratios, which stand behind the directory. */
  private static byte[] exif(int orientation, int x, int y) {
    ByteBuffer exif = ByteBuffer.allocate(66).order(ByteOrder.BIG_ENDIAN);
    exif.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 3);
    exif.putShort((short) 0x112).putShort((short) 4).putInt(1).putInt(orientation);
    exif.putShort((short) 0x11A).putShort((short) 5).putInt(1).putInt(50);
    exif.putShort((short) 0x11B).putShort((short) 5).putInt(1).putInt(58);
    return exif.putInt(0).putInt(x).putInt(1).putInt(y).putInt(1).array();
  }

  private static byte[] withSegment(byte[] jpeg, int marker, String name, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + name.length() + data.length);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    out.putShort((short) (2 + name.length() + data.length)).put(name.getBytes()).put(data);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** The same picture as a PNG, with EXIF data behind its header. */
  private static byte[] png(byte[] jpeg, byte[] exif) {
    return png(jpeg, "eXIf", exif);
  }

  /** The same picture as a PNG, with such a part behind its header. */
  private static byte[] png(byte[] jpeg, String name, byte[] data) {
    byte[] plain = Footage.as(".png", jpeg);
    ByteBuffer out = ByteBuffer.allocate(plain.length + 12 + data.length);
    out.put(plain, 0, 33).putInt(data.length).put(name.getBytes()).put(data);
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    sum.update(name.getBytes());
    sum.update(data);
    return out.putInt((int) sum.getValue()).put(plain, 33, plain.length - 33).array();
  }

  /** The same picture as an uncompressed TIFF with an orientation. */
  private static byte[] tiff(byte[] jpeg, int orientation) {
    return tiff(jpeg, orientation, 72, 72);
  }

  private static byte[] tiff(byte[] jpeg, int orientation, int x, int y) {
    try (Mat picture = Footage.decode(jpeg)) {
      byte[] pixels = Footage.pixels(picture);
      int[][] tags = {
        {256, 4, picture.cols()},
        {257, 4, picture.rows()},
        {258, 3, 8},
        {259, 3, 1},
        {262, 3, 1},
        {273, 4, 8},
        {274, 3, orientation},
        {277, 3, 1},
        {278, 4, picture.rows()},
        {279, 4, pixels.length / 3},
        {282, 4, x},
        {283, 4, y}
      };
      ByteBuffer out = ByteBuffer.allocate(8 + pixels.length / 3 + 6 + 12 * tags.length);
      out.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) 42);
      out.putInt(8 + pixels.length / 3);
      for (int i = 0; i < pixels.length; i += 3) {
        out.put(pixels[i]);
      }
      out.putShort((short) tags.length);
      for (int[] tag : tags) {
        out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
      }
      return out.putInt(0).array();
    }
  }

  private static Picture only(Path file, String settings) throws Exception {
    List<Picture> pictures = read(file, settings);
    assertThat(pictures).hasSize(1);
    return pictures.get(0);
  }

  private static List<Picture> read(Path file, String settings) throws Exception {
    return Footage.readAll(Footage.source(file), Footage.settings(settings, false));
  }
}
