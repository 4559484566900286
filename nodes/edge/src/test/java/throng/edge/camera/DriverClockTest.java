package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DriverClockTest {
  private static final long OPENED = 5_000_000_000L;
  private static final long SECOND = 1_000_000;

  private final DriverClock clock = new DriverClock(OPENED);

  @Test
  void aPictureIsAsOldAsItsStamp() {
    assertThat(clock.age(OPENED + 1000, OPENED + 41_000)).hasValue(40_000);
    assertThat(clock.age(OPENED + 2 * SECOND, OPENED + 3 * SECOND)).hasValue(SECOND);
  }

  @Test
  void whatWaitedWhileNobodyReadIsOldAndBelieved() {
    assertThat(clock.age(OPENED + SECOND, OPENED + 60 * SECOND)).hasValue(59 * SECOND);
  }

  @Test
  void aStampIsNotBelievedTwiceNorBackwards() {
    assertThat(clock.age(OPENED + 1000, OPENED + 2000)).isPresent();
    assertThat(clock.age(OPENED + 1000, OPENED + 3000)).isEmpty();
    assertThat(clock.age(OPENED + 999, OPENED + 4000)).isEmpty();
    assertThat(clock.age(OPENED + 4500, OPENED + 5000)).hasValue(500);
  }

  @Test
  void aStampFromBeforeTheMomentAtWhichNothingWaitedIsNotBelieved() {
    assertThat(clock.age(0, OPENED + 1000)).isEmpty();
    clock.emptied(OPENED + 60 * SECOND);

    assertThat(clock.age(OPENED + 58 * SECOND, OPENED + 61 * SECOND)).isEmpty();
    // A long exposure began before.
    assertThat(clock.age(OPENED + 60 * SECOND - 100_000, OPENED + 61 * SECOND)).isPresent();
  }

  @Test
  void aStampOfAnotherClockIsNotBelieved() {
    assertThat(clock.age(OPENED * 300_000, OPENED + 1000)).isEmpty();
    assertThat(clock.age(Long.MIN_VALUE, OPENED + 1000)).isEmpty();
    assertThat(clock.age(OPENED + 1000, OPENED + 2000)).hasValue(1000);
  }

  @Test
  void aStampThatIsALittleAheadMeansNow() {
    assertThat(clock.age(OPENED + 1000, OPENED)).isEqualTo(OptionalLong.of(0));
  }
}
