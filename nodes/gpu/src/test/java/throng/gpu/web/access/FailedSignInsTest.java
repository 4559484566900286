package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FailedSignIns failed = new FailedSignIns(nanos::get);

  @Test
  void allowsOneASecondFiveAMinuteTwentyAnHour() {
    assertThat(pauseAfterFailures(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfterFailures(4)).isGreaterThan(Duration.ofSeconds(50));
    assertThat(pauseAfterFailures(15)).isGreaterThan(Duration.ofMinutes(50));
  }

  @Test
  void othersOfTheSameAddressAreNotHeldUp() {
    pauseAfterFailures(5);

    assertThat(failed.pause("10.0.0.1", "eve")).isZero();
    assertThat(failed.pause("10.0.0.2", "ada")).isZero();
    assertThat(failed.pause("10.0.0.1", "ada")).isPositive();
  }

  @Test
  void aSuccessForgetsWhatFailedBefore() {
    pauseAfterFailures(5);

    failed.succeeded("10.0.0.1", "ada");

    assertThat(failed.pause("10.0.0.1", "ada")).isZero();
  }

  private Duration pauseAfterFailures(int times) {
    for (int i = 0; i < times; i++) {
      nanos.addAndGet(failed.pause("10.0.0.1", "ada").toNanos());
      failed.failed("10.0.0.1", "ada");
    }
    return failed.pause("10.0.0.1", "ada");
  }
}
