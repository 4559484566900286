package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.testing.OddJpegs;

class JpegFactsTest {
  private static final int MAX_PIXELS = 16_000_000;
  private static final int FULL = 0x11;

  @ParameterizedTest
  @CsvSource({
    // Blocks of 8 x 8, 128 bytes each.
    "8, 8, 0x11, 0x11, 0x11, 3",
    "9, 8, 0x11, 0x11, 0x11, 6",
    // Whole units of 16 x 16: four blocks and two.
    "16, 16, 0x22, 0x11, 0x11, 6",
    "1, 1, 0x22, 0x11, 0x11, 6",
    "17, 16, 0x22, 0x11, 0x11, 12",
    "16, 8, 0x21, 0x11, 0x11, 4",
    // The first has fewer samples than the others: 1 + 16 + 16.
    "32, 32, 0x11, 0x44, 0x44, 33",
    // 640 x 480 in 1,200 units.
    "640, 480, 0x22, 0x11, 0x11, 7200",
  })
  void takesTwoBytesForEachOfAllBlocks(
      int width, int height, int first, int second, int third, long blocks) {
    ByteString jpeg =
        OddJpegs.withFactors(
            OddJpegs.withSize(OddJpegs.progressive(64, 48), width, height), first, second, third);

    assertThat(facts(jpeg).coefficientBytes()).isEqualTo(128 * blocks);
  }

  @Test
  void takesNoneForAJpegOfOneScan() {
    assertThat(facts(OddJpegs.baseline(640, 480)).coefficientBytes()).isZero();
    assertThat(JpegFacts.of(ByteString.fromString("no JPEG"))).isEmpty();
  }

  @Test
  void fourComponentsAreTooManyAtTheLimitOfPixels() {
    ByteString printed = OddJpegs.printed(64, 48);
    ByteString largest = OddJpegs.withSize(printed, 4_000, 4_000);

    assertThat(facts(printed).scans()).isGreaterThan(1);
    assertThat(facts(largest).coefficientBytes()).isEqualTo(128_000_000);
    assertThat(facts(largest).mostCoefficientBytes(MAX_PIXELS)).isEqualTo(96_000_000);
    assertThat(facts(largest).hasTooManyCoefficients(MAX_PIXELS)).isTrue();
    assertThat(facts(OddJpegs.withSize(printed, 4_000, 3_000)).hasTooManyCoefficients(MAX_PIXELS))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4000, 4000", "4001, 3999", "65500, 244", "244, 65500", "1, 65500"})
  void threeComponentsAreNever(int width, int height) {
    ByteString jpeg =
        OddJpegs.withFactors(
            OddJpegs.withSize(OddJpegs.progressive(64, 48), width, height), FULL, FULL, FULL);

    assertThat(facts(jpeg).hasTooManyCoefficients((long) width * height)).isFalse();
    assertThat(facts(jpeg).coefficientBytes()).isGreaterThanOrEqualTo(6L * width * height);
  }

  private static JpegFacts facts(ByteString jpeg) {
    return JpegFacts.of(jpeg).orElseThrow();
  }
}
