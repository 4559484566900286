package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.testing.OddJpegs;

class JpegHeaderTest {
  @Test
  void readsSizeAndComponentsOfRealJpegs() throws IOException {
    assertThat(JpegHeader.of(jpeg(640, 480, BufferedImage.TYPE_INT_RGB)))
        .contains(new JpegHeader(640, 480, 3));
    assertThat(JpegHeader.of(jpeg(33, 1025, BufferedImage.TYPE_BYTE_GRAY)))
        .contains(new JpegHeader(33, 1025, 1));
  }

  @Test
  void readsTheSizeBehindOtherSegmentsFillBytesAndBareMarkers() {
    assertThat(
            JpegHeader.of(
                hex("ffd8 ffe0 0004 0000 ff01 fffffe 0003 00 ffc4 0002 ffc2 0011 08 0010 0020 03")))
        .contains(new JpegHeader(32, 16, 3));
  }

  @Test
  void findsTheSizeInPiecesAsWell() throws IOException {
    ByteString whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
    ByteString pieces = ByteString.emptyByteString();
    for (int i = 0; i < whole.size(); i++) {
      pieces = pieces.concat(ByteString.fromInts(whole.apply(i)));
    }

    assertThat(JpegHeader.of(pieces)).contains(new JpegHeader(64, 48, 3));
  }

  @Test
  void isEmptyForWhatIsNoJpeg() {
    assertThat(JpegHeader.of(ByteString.emptyByteString())).isEmpty();
    assertThat(JpegHeader.of(ByteString.fromString("GET / HTTP/1.1"))).isEmpty();
    assertThat(JpegHeader.of(hex("ffd8 ffda 0002 ffc0 0011 08 0010 0020 03"))).isEmpty();
    assertThat(JpegHeader.of(hex("ffd8 ffd9"))).isEmpty();
    assertThat(JpegHeader.of(hex("ffd8 ffc0 0011 08 0000 0020 03"))).isEmpty();
  }

  /** In each of these libjpeg would go on behind bytes that have no meaning, or refuse. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff00 0004 0000",
        "ffff00",
        "00",
        "12345678",
        "ffe0 0000",
        "ffe0 0001",
        "ff02 0004 0000",
        "ffbf 0004 0000",
        "ffc8 0004 0000",
        "ffd8",
        "ffd9",
        "ffde 0004 0000",
        "fff0 0004 0000",
        "ffc3 0011 08 0030 0040 03 01 22 00 02 11 01 03 11 01",
        "ffcb 0011 08 0030 0040 03 01 22 00 02 11 01 03 11 01",
      })
  void refusesWhatDoesNotBelongBetweenTwoSegments(String bytes) {
    ByteString jpeg = OddJpegs.baseline(64, 48);
    int frame = OddJpegs.frame(jpeg.toArray());

    assertThat(JpegHeader.of(OddJpegs.with(jpeg, 2, bytes))).isEmpty();
    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame, bytes))).isEmpty();
    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame + 19, bytes))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ffffff", "ff01", "ffd0", "ffdc 0004 0030", "ffe5 0004 0000", "fffe 0002"})
  void readsOverWhatTheDecoderReadsOver(String bytes) {
    ByteString jpeg = OddJpegs.baseline(64, 48);
    int frame = OddJpegs.frame(jpeg.toArray());

    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame, bytes)))
        .contains(new JpegHeader(64, 48, 3));
    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame + 19, bytes)))
        .contains(new JpegHeader(64, 48, 3));
  }

  @Test
  void refusesASecondFrame() {
    ByteString jpeg = OddJpegs.baseline(64, 48);
    int frame = OddJpegs.frame(jpeg.toArray());
    String second = "ffc0 0011 08 0010 0010 03 01 22 00 02 11 01 03 11 01";

    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame, second))).isEmpty();
    assertThat(JpegHeader.of(OddJpegs.with(jpeg, frame + 19, second))).isEmpty();
  }

  @Test
  void refusesAPictureThatHidesBehindAStuffedByte() {
    ByteString large = OddJpegs.withSize(OddJpegs.baseline(16, 16), 32_700, 32_700);

    assertThat(JpegHeader.of(OddJpegs.hidden(large))).isEmpty();
    assertThat(JpegHeader.of(large)).contains(new JpegHeader(32_700, 32_700, 3));
  }

  /** Precision, height, width, components, and their sampling factors. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0011 0c 0030 0040 03 01 22 00 02 11 01 03 11 01",
        "0011 08 0000 0040 03 01 22 00 02 11 01 03 11 01",
        "0011 08 0030 0000 03 01 22 00 02 11 01 03 11 01",
        "0011 08 ffff 0040 03 01 22 00 02 11 01 03 11 01",
        "0010 08 0030 0040 03 01 22 00 02 11 01 03 11",
        "0012 08 0030 0040 03 01 22 00 02 11 01 03 11 01 00",
        "0011 08 0030 0040 03 01 52 00 02 11 01 03 11 01",
        "0011 08 0030 0040 03 01 22 00 02 01 01 03 11 01",
        "0008 08 0030 0040 00",
        "000e 08 0030 0040 02 01 22 00 02 11 01",
        "0017 08 0030 0040 05 01 11 00 02 11 01 03 11 01 04 11 01 05 11 01",
      })
  void refusesAFrameThatTheDecoderDoesNotTake(String frame) {
    ByteString jpeg = OddJpegs.baseline(64, 48);
    int at = OddJpegs.frame(jpeg.toArray());
    ByteString without = jpeg.take(at + 2).concat(jpeg.drop(at + 19));

    assertThat(JpegHeader.of(OddJpegs.with(without, at + 2, frame))).isEmpty();
  }

  @Test
  void knowsJpegsWithoutHuffmanTables() {
    ByteString jpeg = OddJpegs.baseline(64, 48);

    assertThat(lacksHuffmanTables(jpeg)).isFalse();
    assertThat(lacksHuffmanTables(withoutHuffmanTables(jpeg))).isTrue();
    assertThat(lacksHuffmanTables(ByteString.fromString("no JPEG"))).isFalse();
  }

  private static ByteString withoutHuffmanTables(ByteString jpeg) {
    ByteString left = jpeg;
    int position = 2;
    while ((left.apply(position + 1) & 0xFF) != 0xDA) {
      int length = 2 + ((left.apply(position + 2) & 0xFF) << 8 | left.apply(position + 3) & 0xFF);
      if ((left.apply(position + 1) & 0xFF) == 0xC4) {
        left = left.take(position).concat(left.drop(position + length));
      } else {
        position += length;
      }
    }
    return left;
  }

  @Test
  void isTheSameOrEmptyForEveryTruncation() throws IOException {
    ByteString whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
    Optional<JpegHeader> header = JpegHeader.of(whole);

    for (int length = 0; length < whole.size(); length++) {
      Optional<JpegHeader> cut = JpegHeader.of(whole.take(length));
      assertThat(cut.isEmpty() || cut.equals(header)).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void neverFailsOnRandomBytes() throws IOException {
    ByteString whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[whole.size()];
      whole.asByteBuffer().get(bytes);
      for (int i = 0; i < 5; i++) {
        bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
      }
      JpegHeader.of(ByteString.fromArrayUnsafe(bytes))
          .ifPresent(header -> assertThat(header.pixels()).isBetween(1L, 65_535L * 65_535));
    }
  }

  @Test
  void givesUpOnEndlessFillBytes() {
    byte[] fill = new byte[1 << 20];
    java.util.Arrays.fill(fill, (byte) 0xFF);
    fill[1] = (byte) 0xD8;

    assertThat(JpegHeader.of(ByteString.fromArrayUnsafe(fill))).isEmpty();
  }

  private static ByteString jpeg(int width, int height, int type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, type), "jpg", out);
    return ByteString.fromArrayUnsafe(out.toByteArray());
  }

  private static ByteString hex(String hex) {
    return ByteString.fromArray(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static boolean lacksHuffmanTables(ByteString jpeg) {
    return JpegFacts.of(jpeg).map(JpegFacts::lacksHuffmanTables).orElse(false);
  }
}
