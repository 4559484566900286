package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamRateTest {
  private final StreamRate rate = new StreamRate();

  @Test
  void tellsWhatCannotBeDecodedApartFromPictures() {
    rate.picture(false);
    rate.picture(false);

    assertThat(rate.status()).isEqualTo("0.0 fps, 0 pictures, 2 that cannot be decoded");
    assertThat(rate.silence()).isNotNegative();

    rate.begin();
    rate.picture(true);
    assertThat(rate.status()).endsWith(" fps, 1 picture");
  }
}
