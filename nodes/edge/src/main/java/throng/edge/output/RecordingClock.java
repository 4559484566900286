package throng.edge.output;

import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;

/**
 * Tells at which frame of a recording a picture belongs.
 *
 * <p>A file's pictures stand where they stood in it, a camera's where they were taken, and loose
 * pictures follow one another at an even pace. A gap longer than {@link #LONGEST_GAP} is shortened
 * to it: the time that is drawn in the picture tells the truth, and the recording stays watchable.
 */
final class RecordingClock {
  /** Returned for a picture that comes too close after the last one. */
  static final long LEAVE_OUT = -1;

  private static final double LONGEST_GAP = 10;

  private final double framesPerSecond;
  private final RecordingPace pace;
  private long last = -1;
  private double lastSeconds;
  private double shift;

  RecordingClock(double framesPerSecond, RecordingPace pace) {
    this.framesPerSecond = framesPerSecond;
    this.pace = pace;
  }

  /** The number of the frame, larger than any before, or {@link #LEAVE_OUT}. */
  long next(Outcome outcome) {
    double seconds = seconds(outcome.frame().picture());
    if (last < 0) {
      shift = -seconds;
    } else if (seconds < lastSeconds) {
      shift += lastSeconds - seconds + 1 / framesPerSecond;
    } else if (seconds - lastSeconds > LONGEST_GAP) {
      shift -= seconds - lastSeconds - LONGEST_GAP;
    }
    lastSeconds = seconds;
    long due = Math.round((seconds + shift) * framesPerSecond);
    if (due < last) {
      return LEAVE_OUT;
    }
    last = Math.max(due, last + 1);
    return last;
  }

  private double seconds(Picture picture) {
    return pace.seconds(picture).orElse(lastSeconds + pace.secondsAPicture());
  }
}
