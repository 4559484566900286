package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.testing.OddJpegs;

/**
 * Pixels against an independent computation: the JDK's JPEG codec, and resizing and normalising in
 * plain Java. The two codecs may round a channel differently, by at most one step of 255.
 */
class JpegDecoderTest {
  private static final List<Double> MEAN = List.of(123.675, 116.28, 103.53);
  private static final List<Double> DEVIATION = List.of(58.395, 57.12, 57.375);

  @Test
  void decodesToTheSameBytesAsAnotherCodec() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(640, 480);
    BufferedImage expected = Jpegs.decode(jpeg);

    try (JpegDecoder decoder = decoder(bytes(Colour.RGB, 16));
        NativePicture picture = (NativePicture) decoder.decode(jpeg)) {
      ByteBuffer pixels = picture.pixels();

      assertThat(picture.tensorSize()).isEqualTo(new TensorSize(480, 640));
      int at = 0;
      for (int y = 0; y < 480; y++) {
        for (int x = 0; x < 640; x++) {
          for (int channel = 0; channel < 3; channel++) {
            assertThat(pixels.get(at++) & 0xFF)
                .isCloseTo(Jpegs.channel(expected, x, y, channel), within(1));
          }
        }
      }
    }
  }

  @Test
  void normalisesPlanesToOneTenThousandth() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(64, 48);
    byte[] decoded = decode(bytes(Colour.RGB, 16), jpeg);

    float[] planes = floats(normalised(Layout.NCHW, 16), jpeg);

    for (int i = 0; i < 64 * 48; i++) {
      for (int channel = 0; channel < 3; channel++) {
        int value = decoded[3 * i + channel] & 0xFF;
        double expected = (value - MEAN.get(channel)) / DEVIATION.get(channel);
        assertThat((double) planes[channel * 64 * 48 + i]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void normalisesInterleavedPixelsToOneTenThousandth() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(64, 48);
    byte[] decoded = decode(bytes(Colour.RGB, 16), jpeg);

    float[] pixels = floats(normalised(Layout.NHWC, 16), jpeg);

    for (int i = 0; i < pixels.length; i++) {
      double expected = ((decoded[i] & 0xFF) - MEAN.get(i % 3)) / DEVIATION.get(i % 3);
      assertThat((double) pixels[i]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void bgrIsRgbBackwards() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(32, 32);

    byte[] rgb = decode(bytes(Colour.RGB, 16), jpeg);
    byte[] bgr = decode(bytes(Colour.BGR, 16), jpeg);

    for (int i = 0; i < rgb.length; i += 3) {
      assertThat(new byte[] {bgr[i + 2], bgr[i + 1], bgr[i]})
          .containsExactly(rgb[i], rgb[i + 1], rgb[i + 2]);
    }
  }

  @Test
  void greyIsTheWeightedSumOfTheColours() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(32, 32);
    BufferedImage colours = Jpegs.decode(jpeg);

    byte[] grey = decode(bytes(Colour.GREY, 16), jpeg);

    for (int i = 0; i < grey.length; i++) {
      int x = i % 32;
      int y = i / 32;
      double luma =
          0.299 * Jpegs.channel(colours, x, y, 0)
              + 0.587 * Jpegs.channel(colours, x, y, 1)
              + 0.114 * Jpegs.channel(colours, x, y, 2);
      // Where a colour was clipped to 0 or 255, the sum of the clipped ones is off by a little.
      assertThat((double) (grey[i] & 0xFF)).isCloseTo(luma, within(12.0));
    }
    assertThat(grey).hasSize(32 * 32);
  }

  @Test
  void enlargesToTheNearestMultipleByInterpolation() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(125, 93);
    byte[] source = decode(bytes(Colour.RGB, 1), jpeg);

    byte[] pixels = decode(bytes(Colour.RGB, 32), jpeg);

    assertThat(pixels).hasSize(128 * 96 * 3);
    for (int i = 0; i < pixels.length; i++) {
      double expected = bilinear(source, 125, 93, 128, 96, i);
      assertThat((double) (pixels[i] & 0xFF)).isCloseTo(expected, within(1.0));
    }
  }

  @Test
  void shrinksByAveragingTheArea() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(60, 90);
    byte[] source = decode(bytes(Colour.RGB, 1), jpeg);

    byte[] pixels = decode(sized(40, 60), jpeg);

    for (int i = 0; i < pixels.length; i++) {
      double expected = area(source, 60, 40, i);
      assertThat((double) (pixels[i] & 0xFF)).isCloseTo(expected, within(1.0));
    }
  }

  @Test
  void letsTheCodecHalveWhatIsNeededAtHalfTheSize() throws UndecodableException {
    BufferedImage flat = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = flat.createGraphics();
    graphics.setColor(new Color(10, 120, 240));
    graphics.fillRect(0, 0, 640, 480);
    graphics.dispose();

    byte[] pixels = decode(sized(320, 240), Jpegs.encode(flat));

    assertThat(pixels).hasSize(320 * 240 * 3);
    for (int i = 0; i < pixels.length; i += 3) {
      assertThat(pixels[i] & 0xFF).isCloseTo(10, within(2));
      assertThat(pixels[i + 1] & 0xFF).isCloseTo(120, within(2));
      assertThat(pixels[i + 2] & 0xFF).isCloseTo(240, within(2));
    }
  }

  @Test
  void refusesWhatIsNoJpegAndWhatIsCutShort() {
    ByteString whole = Jpegs.jpeg(64, 64);

    try (JpegDecoder decoder = decoder(bytes(Colour.RGB, 16))) {
      for (ByteString bytes :
          List.of(
              ByteString.emptyByteString(),
              ByteString.fromString("GIF89a, or so it says"),
              whole.take(20),
              whole.take(whole.size() / 2),
              whole.dropRight(2))) {
        assertThatThrownBy(() -> decoder.decode(bytes))
            .isInstanceOf(UndecodableException.class)
            .hasMessageEndingWith(".");
      }
    }
  }

  @Test
  void refusesWhatIsCutAndClosedOrDamagedOnEveryPath() {
    for (ByteString whole : List.of(Jpegs.jpeg(320, 240), OddJpegs.progressive(320, 240))) {
      int middle = whole.size() * 3 / 4;
      ByteString cut = whole.take(middle).concat(OddJpegs.hex("ffd9"));
      ByteString damaged = whole.take(middle).concat(whole.drop(middle + whole.size() / 8));

      for (InputConf input :
          List.of(bytes(Colour.RGB, 16), normalised(Layout.NCHW, 16), sized(32, 32))) {
        try (JpegDecoder decoder = new JpegDecoder(input, new PicturePool(8 << 20))) {
          assertThatThrownBy(() -> decoder.decode(cut)).isInstanceOf(UndecodableException.class);
          assertThatThrownBy(() -> decoder.decode(damaged))
              .isInstanceOf(UndecodableException.class);
        }
      }
    }
  }

  /** Of 65 x 49 pixels the last of the blocks that come together shows one. */
  @Test
  void refusesWhatIsCutAndClosedAtAnySizeAndAnyPlace() {
    for (int[] size : new int[][] {{16, 640}, {65, 49}, {640, 480}, {641, 479}}) {
      ByteString whole = Jpegs.jpeg(size[0], size[1]);
      for (Colour colour : Colour.values()) {
        try (JpegDecoder decoder = decoder(bytes(colour, 1))) {
          for (double share : new double[] {0.85, 0.9, 0.95}) {
            ByteString cut =
                whole.take((int) (share * whole.size())).concat(OddJpegs.hex("00 ffd9"));
            assertThatThrownBy(() -> decoder.decode(cut))
                .as("%s of %d x %d as %s", share, size[0], size[1], colour)
                .isInstanceOf(UndecodableException.class);
          }
        }
      }
    }
  }

  @Test
  void refusesAPictureThatHidesBehindAStuffedByteOnEveryPath() {
    ByteString hidden = OddJpegs.hidden(OddJpegs.withSize(OddJpegs.baseline(16, 16), 900, 700));

    for (InputConf input :
        List.of(bytes(Colour.RGB, 16), normalised(Layout.NCHW, 16), sized(64, 48))) {
      PicturePool pool = new PicturePool(8 << 20);
      try (JpegDecoder decoder = new JpegDecoder(input, pool)) {
        assertThatThrownBy(() -> decoder.decode(hidden)).isInstanceOf(UndecodableException.class);
        assertThat(pool.idleBytes()).isZero();
      }
    }
  }

  @Test
  void refusesOtherPictureFormatsBehindTheBytesOfAJpeg() {
    BufferedImage picture = Jpegs.draw(64, 48);
    try (JpegDecoder decoder = decoder(bytes(Colour.RGB, 16))) {
      for (String format : List.of("png", "bmp", "gif")) {
        ByteString other = Jpegs.encode(picture, format);
        ByteString disguised = OddJpegs.hex("ffd8 ff").concat(other.drop(3));

        for (ByteString bytes : List.of(other, disguised)) {
          assertThatThrownBy(() -> decoder.decode(bytes)).isInstanceOf(UndecodableException.class);
        }
      }
    }
  }

  @Test
  void decodesProgressiveJpegsAtEveryReduction() throws UndecodableException {
    ByteString progressive = OddJpegs.progressive(644, 481);

    for (int divisor : new int[] {1, 2, 3, 4, 7, 8, 9}) {
      assertThat(decode(sized(644 / divisor, 481 / divisor), progressive))
          .hasSize(644 / divisor * (481 / divisor) * 3);
    }
  }

  @Test
  void decodesAProgressiveJpegOfFourComponents() throws UndecodableException {
    assertThat(decode(sized(322, 240), OddJpegs.printed(644, 481))).hasSize(322 * 240 * 3);
  }

  /** In a large picture's place in the scratch memory, each time anew. */
  @Test
  void keepsNoMoreOfALargePictureThanIsLetLieIdle() throws UndecodableException {
    PicturePool pool = new PicturePool(4 << 20);
    try (JpegDecoder decoder = new JpegDecoder(normalised(Layout.NCHW, 16), pool)) {
      decoder.decode(Jpegs.jpeg(640, 480)).close();
      assertThat(pool.idleBytes()).isBetween(640L * 480 * 4, 4L << 20);

      decoder.decode(Jpegs.jpeg(2560, 1920)).close();

      assertThat(pool.idleBytes()).isLessThanOrEqualTo(4 << 20);
    }
  }

  @Test
  void ignoresTheOrientationInTheExifData() throws UndecodableException {
    ByteString plain = Jpegs.jpeg(64, 32);
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteString turned = plain.take(2).concat(ByteString.fromArray(exif)).concat(plain.drop(2));

    assertThat(decode(bytes(Colour.RGB, 16), turned))
        .isEqualTo(decode(bytes(Colour.RGB, 16), plain));
  }

  @Test
  void bringsBothSidesToTheNearestMultiple() {
    try (JpegDecoder decoder = decoder(bytes(Colour.RGB, 16))) {
      assertThat(decoder.tensorSize(640, 480)).isEqualTo(new TensorSize(480, 640));
      assertThat(decoder.tensorSize(647, 488)).isEqualTo(new TensorSize(496, 640));
      assertThat(decoder.tensorSize(1, 7)).isEqualTo(new TensorSize(16, 16));
    }
  }

  private static JpegDecoder decoder(InputConf input) {
    return new JpegDecoder(input, new PicturePool(1 << 20));
  }

  private static byte[] decode(InputConf input, ByteString jpeg) throws UndecodableException {
    try (JpegDecoder decoder = decoder(input);
        NativePicture picture = (NativePicture) decoder.decode(jpeg)) {
      byte[] pixels = new byte[picture.pixels().limit()];
      picture.pixels().get(0, pixels);
      return pixels;
    }
  }

  private static float[] floats(InputConf input, ByteString jpeg) throws UndecodableException {
    try (JpegDecoder decoder = decoder(input);
        NativePicture picture = (NativePicture) decoder.decode(jpeg)) {
      float[] pixels = new float[picture.pixels().limit() / 4];
      picture.pixels().asFloatBuffer().get(0, pixels);
      return pixels;
    }
  }

  private static InputConf bytes(Colour colour, int multiple) {
    return input(Layout.NHWC, PixelType.UINT8, colour, multiple, Optional.empty());
  }

  private static InputConf sized(int width, int height) {
    TensorSize size = new TensorSize(height, width);
    return input(Layout.NHWC, PixelType.UINT8, Colour.RGB, 1, Optional.of(size));
  }

  private static InputConf normalised(Layout layout, int multiple) {
    return input(layout, PixelType.FLOAT32, Colour.RGB, multiple, Optional.empty());
  }

  private static InputConf input(
      Layout layout, PixelType type, Colour colour, int multiple, Optional<TensorSize> size) {
    return new InputConf("x", layout, type, colour, MEAN, DEVIATION, multiple, 4096, 64, size);
  }

  /** One channel of the enlarged picture: pixel centres mapped onto each other, edges repeated. */
  private static double bilinear(
      byte[] source, int width, int height, int newWidth, int newHeight, int index) {
    double x = (index / 3 % newWidth + 0.5) * width / newWidth - 0.5;
    double y = (index / 3 / newWidth + 0.5) * height / newHeight - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double sum = 0;
    for (int row = top; row <= top + 1; row++) {
      for (int column = left; column <= left + 1; column++) {
        double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
        int atRow = Math.min(height - 1, Math.max(0, row));
        int atColumn = Math.min(width - 1, Math.max(0, column));
        sum += weight * (source[(atRow * width + atColumn) * 3 + index % 3] & 0xFF);
      }
    }
    return sum;
  }

  /** One channel of the shrunk picture: the mean of the source area under its pixel. */
  private static double area(byte[] source, int width, int newWidth, int index) {
    double ratio = (double) width / newWidth;
    double left = index / 3 % newWidth * ratio;
    double top = index / 3 / newWidth * ratio;
    double sum = 0;
    for (int row = (int) top; row < top + ratio - 1e-9; row++) {
      for (int column = (int) left; column < left + ratio - 1e-9; column++) {
        double high = Math.min(row + 1, top + ratio) - Math.max(row, top);
        double wide = Math.min(column + 1, left + ratio) - Math.max(column, left);
        sum += high * wide * (source[(row * width + column) * 3 + index % 3] & 0xFF);
      }
    }
    return sum / (ratio * ratio);
  }
}
