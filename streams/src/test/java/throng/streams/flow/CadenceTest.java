package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.streams.camera.CapturedFrame;
import throng.streams.testing.Frames;

class CadenceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Cadence cadence = new Cadence(SECOND);

  @Test
  void aPictureOfAQuickCameraIsWorthItsAgeAtMost() {
    for (int i = 0; i < 5; i++) {
      took(i, i * SECOND / 25);
    }

    assertThat(cadence.worth()).isEqualTo(SECOND);
  }

  @Test
  void thatOfASlowOneUntilTheNext() {
    took(0, 0);
    took(1, 3 * SECOND);
    assertThat(cadence.worth()).isEqualTo(SECOND);

    took(2, 7 * SECOND);
    assertThat(cadence.worth()).isEqualTo(3 * SECOND);

    took(3, 11 * SECOND);
    assertThat(cadence.worth()).isEqualTo(4 * SECOND);
  }

  @Test
  void butNotForMinutes() {
    for (int i = 0; i < 3; i++) {
      took(i, i * 3_600 * SECOND);
    }

    assertThat(cadence.worth()).isEqualTo(10 * SECOND);
  }

  @Test
  void neverLongerThanANodeMayOweItsAnswer() {
    Cadence patient = new Cadence(5 * SECOND);
    Cadence hasty = new Cadence(SECOND / 5);
    Cadence veryPatient = new Cadence(30 * SECOND);
    for (int i = 0; i < 3; i++) {
      took(patient, i, i * 60 * SECOND);
      took(hasty, i, i * 60 * SECOND);
      took(veryPatient, i, i * 60 * SECOND);
    }

    assertThat(patient.worth()).isEqualTo(10 * SECOND);
    assertThat(hasty.worth()).isEqualTo(2 * SECOND);
    assertThat(veryPatient.worth()).isEqualTo(30 * SECOND);
  }

  @Test
  void aCameraThatStallsOnceIsStillAQuickOne() {
    took(0, 0);
    took(1, SECOND / 25);
    took(2, 8 * SECOND);

    assertThat(cadence.worth()).isEqualTo(SECOND);
  }

  @Test
  void picturesThatWereLeftOutCountToo() {
    took(0, 0);
    took(100, 4 * SECOND);
    took(200, 8 * SECOND);

    assertThat(cadence.worth()).isEqualTo(SECOND);
  }

  private void took(long sequence, long capturedNanos) {
    took(cadence, sequence, capturedNanos);
  }

  private static void took(Cadence cadence, long sequence, long capturedNanos) {
    cadence.took(new CapturedFrame(sequence, Frames.picture(64, 48, capturedNanos)));
  }
}
