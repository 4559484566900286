package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is worked takes a twentieth of a core over time. */
class CoreShareTest {
  private static final long HASH = Duration.ofMillis(135).toNanos();

  private final CoreShare share = new CoreShare(0);
  private long now;
  private long rested;

  @Test
  void aFloodOfHashesTakesATwentiethOfACore() {
    for (int i = 0; i < 7; i++) {
      hash();
    }
    assertThat(rested).as("The first few need not wait.").isZero();
    for (int i = 0; i < 60; i++) {
      hash();
    }
    long begun = now;

    for (int i = 0; i < 1000; i++) {
      hash();
    }

    assertThat(1000.0 * HASH / (now - begun)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void whatIsOwedWearsOff() {
    for (int i = 0; i < 60; i++) {
      hash();
    }
    now += Duration.ofMinutes(1).toNanos();
    rested = 0;

    for (int i = 0; i < 7; i++) {
      hash();
    }

    assertThat(rested).isZero();
  }

  private void hash() {
    long rest = share.restNanos(now);
    rested += rest;
    now += rest + HASH;
    share.worked(HASH);
  }
}
