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
}
