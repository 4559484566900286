package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BandwidthTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Bandwidth bandwidth = new Bandwidth(1000, nanos::get);

  @Test
  void allStreamsTogetherAreSentSoManyBytesASecond() {
    int sent = 0;
    for (int tick = 0; tick < 100; tick++) {
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      sent += bandwidth.take(300) ? 300 : 0;
    }

    assertThat(sent).isBetween(10_000, 11_500);
  }

  @Test
  void aPictureThatIsLargerThanASecondHoldsIsSentInTurn() {
    assertThat(bandwidth.take(5000)).isTrue();
    assertThat(bandwidth.take(1)).isFalse();

    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(bandwidth.take(1)).isTrue();
  }
}
