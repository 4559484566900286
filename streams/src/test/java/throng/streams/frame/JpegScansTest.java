package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.testing.OddJpegs;

class JpegScansTest {
  private static final int MAX_PIXELS = 16_000_000;

  @Test
  void aBaselineJpegHasOneScanWhateverStandsBehindIt() {
    ByteString jpeg = OddJpegs.baseline(64, 48);
    String scan = "ffda 000c 03 01 00 02 11 03 11 00 3f 00";

    assertThat(scans(jpeg)).isEqualTo(1);
    assertThat(scans(OddJpegs.with(jpeg, jpeg.size(), scan))).isEqualTo(1);
  }

  @Test
  void countsAsManyScansAsAnotherDecoderReads() throws IOException {
    ByteString progressive = OddJpegs.progressive(64, 48);

    assertThat(scans(progressive)).isEqualTo(passes(progressive)).isGreaterThan(2);
    ByteString more = OddJpegs.repeatLastScan(progressive, 7);
    assertThat(scans(more)).isEqualTo(passes(more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fffe 000c ffda 0008 0101 0000 3f00", "ffe1 0006 ffd9 ffd9", "ffd0", "ff"})
  void readsWhatStandsBetweenTwoScansAsTheDecoderDoes(String bytes) throws IOException {
    ByteString progressive = OddJpegs.progressive(64, 48);
    int second = progressive.indexOfSlice(OddJpegs.hex("ffda"), 0);
    second = progressive.indexOfSlice(OddJpegs.hex("ffda"), second + 2);
    ByteString odd = OddJpegs.with(progressive, second, bytes);

    assertThat(scans(odd)).isEqualTo(scans(progressive)).isEqualTo(passes(odd));
  }

  @Test
  void stopsAtTheEndOfTheImage() {
    ByteString progressive = OddJpegs.progressive(64, 48);

    assertThat(scans(progressive.concat(progressive))).isEqualTo(scans(progressive));
  }

  @Test
  void theLargestPictureMayHaveTenScansAndASmallOneMany() {
    assertThat(JpegScans.most(new JpegHeader(4_000, 4_000, 3), MAX_PIXELS)).isEqualTo(10);
    assertThat(JpegScans.most(new JpegHeader(640, 480, 3), MAX_PIXELS)).isEqualTo(520);
    assertThat(JpegScans.most(new JpegHeader(1, 1, 3), MAX_PIXELS)).isEqualTo(2441);
  }

  @Test
  void aScanPassesOverWholeBlocks() {
    assertThat(JpegScans.most(new JpegHeader(1, 65_500, 3), MAX_PIXELS))
        .isEqualTo(JpegScans.most(new JpegHeader(8, 65_504, 3), MAX_PIXELS))
        .isEqualTo(305);
  }

  @Test
  void foreseesLongerDecodingOfMorePixelsScansAndBytes() {
    JpegHeader small = new JpegHeader(640, 480, 3);
    JpegHeader large = new JpegHeader(4_000, 4_000, 3);

    assertThat(JpegScans.decodeNanos(small, 1, 53_000)).isBetween(500_000L, 5_000_000L);
    assertThat(JpegScans.decodeNanos(large, 10, 100_000)).isGreaterThan(100_000_000);
    assertThat(JpegScans.decodeNanos(large, 1, 16 << 20)).isGreaterThan(100_000_000);
  }

  @Test
  void anyPictureMayHaveOneScan() {
    assertThat(JpegScans.most(new JpegHeader(65_500, 65_500, 3), 100)).isEqualTo(1);
  }

  /** The scans that the JDK's decoder reads. */
  private static int passes(ByteString jpeg) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    Passes passes = new Passes();
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg.toArray()))) {
      reader.setInput(in);
      reader.addIIOReadUpdateListener(passes);
      reader.read(0);
    } finally {
      reader.dispose();
    }
    return passes.count;
  }

  private static final class Passes implements IIOReadUpdateListener {
    private int count;

    @Override
    public void passStarted(
        ImageReader source,
        BufferedImage image,
        int pass,
        int minPass,
        int maxPass,
        int minX,
        int minY,
        int periodX,
        int periodY,
        int[] bands) {
      count++;
    }

    @Override
    public void imageUpdate(
        ImageReader source,
        BufferedImage image,
        int minX,
        int minY,
        int width,
        int height,
        int periodX,
        int periodY,
        int[] bands) {}

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {}

    @Override
    public void thumbnailPassStarted(
        ImageReader source,
        BufferedImage thumbnail,
        int pass,
        int minPass,
        int maxPass,
        int minX,
        int minY,
        int periodX,
        int periodY,
        int[] bands) {}

    @Override
    public void thumbnailUpdate(
        ImageReader source,
        BufferedImage thumbnail,
        int minX,
        int minY,
        int width,
        int height,
        int periodX,
        int periodY,
        int[] bands) {}

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
  }

  private static int scans(ByteString jpeg) {
    return JpegFacts.of(jpeg).map(JpegFacts::scans).orElse(1);
  }
}
