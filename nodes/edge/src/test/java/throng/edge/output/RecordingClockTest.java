package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import throng.streams.flow.Outcome;

class RecordingClockTest {
  private static final RecordingPace FILE = new RecordingPace(false, 30, 0.5);

  private final RecordingClock clock = new RecordingClock(10, FILE);

  @Test
  void beginsAtZeroWhereverTheFileBegins() {
    assertThat(clock.next(at(5))).isZero();
    assertThat(clock.next(at(5.1))).isEqualTo(1);
    assertThat(clock.next(at(5.4))).isEqualTo(4);
  }

  @Test
  void goesOnWhereALoopBeginsAgain() {
    clock.next(at(0));
    clock.next(at(0.1));

    assertThat(clock.next(at(0))).isEqualTo(2);
    assertThat(clock.next(at(0.1))).isEqualTo(3);
  }

  @Test
  void shortensALongGap() {
    clock.next(at(0));

    assertThat(clock.next(at(3600))).isEqualTo(100);
    assertThat(clock.next(at(3600.1))).isEqualTo(101);
  }

  @Test
  void leavesOutWhatComesFasterThanItsRate() {
    clock.next(at(0));

    assertThat(clock.next(at(0.01))).isEqualTo(1);
    assertThat(clock.next(at(0.02))).isEqualTo(RecordingClock.LEAVE_OUT);
    assertThat(clock.next(at(0.2))).isEqualTo(2);
  }

  @Test
  void givesLoosePicturesAnEvenPace() {
    assertThat(clock.next(at(-1))).isZero();
    assertThat(clock.next(at(-1))).isEqualTo(5);
    assertThat(clock.next(at(-1))).isEqualTo(10);
  }

  private static Outcome at(double seconds) {
    return Outcomes.outcome(
        0, Outcomes.picture(ByteString.emptyByteString(), 8, 8, "", seconds), null);
  }
}
