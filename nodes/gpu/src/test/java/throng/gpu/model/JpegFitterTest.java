package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.JpegHeader;
import throng.streams.testing.OddJpegs;

class JpegFitterTest {
  private static final int ANY = 1 << 24;

  private final JpegFitter fitter = new JpegFitter();
  private final ByteString jpeg = OddJpegs.baseline(640, 480);

  @Test
  void leavesWhatIsWithinTheLimits() {
    assertThat(fitter.fit(jpeg, jpeg.size(), 640 * 480)).isSameAs(jpeg);
  }

  @ParameterizedTest
  @ValueSource(ints = {640 * 480 - 1, 200_000, 100_000, 50_000, 31_000})
  void makesTooManyPixelsFewerInTheSameShape(int most) {
    JpegHeader header = JpegHeader.of(fitter.fit(jpeg, ANY, most)).orElseThrow();

    assertThat(header.pixels()).isBetween(most / 2L, (long) most);
    assertThat(header.width() / (double) header.height()).isBetween(1.3, 1.37);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 50})
  void makesTooManyBytesFewer(int times) {
    ByteString fitted = fitter.fit(jpeg, jpeg.size() / times, ANY);

    assertThat(fitted.size()).isLessThanOrEqualTo(jpeg.size() / times);
    assertThat(JpegHeader.of(fitted)).isPresent();
  }

  @Test
  void leavesWhatTakesTooMuchToDecode() {
    ByteString progressive = OddJpegs.progressive(640, 480);
    ByteString manyScans = OddJpegs.repeatLastScan(OddJpegs.progressive(64, 48), 5_000);

    assertThat(fitter.fit(jpeg, ANY, 640 * 480 / 10 - 1)).isSameAs(jpeg);
    assertThat(fitter.fit(progressive, ANY, 640 * 480 - 1)).isSameAs(progressive);
    assertThat(fitter.fit(manyScans, manyScans.size() - 1, 1 << 20)).isSameAs(manyScans);
  }

  @Test
  void leavesFourComponentsOfSeveralScansAtTheLimitOfPixels() {
    ByteString printed = firstScans(OddJpegs.printed(640, 480), 5);

    assertThat(fitter.fit(printed, printed.size() - 1, 640 * 480)).isSameAs(printed);
    assertThat(fitter.fit(printed, printed.size() - 1, 2 * 640 * 480).size())
        .isLessThan(printed.size());
  }

  @Test
  void leavesWhatCannotBeDecoded() {
    ByteString noise = ByteString.fromArray(new byte[5000]);
    ByteString head = jpeg.take(700);

    assertThat(fitter.fit(noise, 100, 100)).isSameAs(noise);
    assertThat(fitter.fit(head, 100, 200_000)).isSameAs(head);
    assertThat(fitter.fit(OddJpegs.hidden(OddJpegs.baseline(20, 20)), 100, 200_000))
        .isEqualTo(OddJpegs.hidden(OddJpegs.baseline(20, 20)));
  }

  @Test
  void endsAtAnImpossibleLimit() {
    assertThat(fitter.fit(jpeg, 10, ANY)).isSameAs(jpeg);
  }

  /** A progressive JPEG without its last, finest scans. */
  private static ByteString firstScans(ByteString jpeg, int scans) {
    ByteString startOfScan = OddJpegs.hex("ffda");
    int end = 0;
    for (int i = 0; i <= scans; i++) {
      end = jpeg.indexOfSlice(startOfScan, end + 2);
    }
    return jpeg.take(end).concat(OddJpegs.hex("ffd9"));
  }
}
