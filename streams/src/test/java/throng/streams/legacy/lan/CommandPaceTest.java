package throng.streams.legacy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommandPaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong nanos = new AtomicLong();
  private final CommandPace pace = new CommandPace(nanos::get);

  @Test
  void aThousandAreTakenInASecond() {
    pace.took(999);
    assertThat(pace.closedFor()).isZero();
    pace.took(1);
    assertThat(pace.closedFor()).isEqualTo(SECOND);

    nanos.set(SECOND / 4);
    assertThat(pace.closedFor()).isEqualTo(SECOND * 3 / 4);
    nanos.set(SECOND);
    assertThat(pace.closedFor()).isZero();
  }

  @Test
  void whatIsBeyondCountsForTheSecondsThatFollow() {
    pace.took(3500);
    assertThat(pace.closedFor()).isEqualTo(3 * SECOND);

    nanos.set(2 * SECOND);
    assertThat(pace.closedFor()).isEqualTo(SECOND);
    nanos.set(3 * SECOND);
    assertThat(pace.closedFor()).isZero();
  }
}
