package throng.edge.output;

import java.util.OptionalDouble;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;

/**
 * How a recording keeps time.
 *
 * @param live pictures stand at the time at which they were taken, else at their place in the file
 * @param liveFramesPerSecond the most that is recorded of a live camera
 * @param secondsAPicture how long a picture is shown that has no place in time: one of a folder
 */
public record RecordingPace(boolean live, double liveFramesPerSecond, double secondsAPicture) {
  private static final double FASTEST = 240;

  /** The picture's time, from any start; empty where it has none. */
  OptionalDouble seconds(Picture picture) {
    return live ? OptionalDouble.of(picture.capturedNanos() / 1e9) : picture.positionSeconds();
  }

  /** The recording's rate, from its first two outcomes. */
  double framesPerSecond(Outcome first, Outcome second) {
    if (live) {
      return liveFramesPerSecond;
    }
    OptionalDouble from = first.frame().picture().positionSeconds();
    OptionalDouble to = second.frame().picture().positionSeconds();
    if (from.isEmpty() || to.isEmpty()) {
      return Math.max(1, 1 / secondsAPicture);
    }
    double apart = to.getAsDouble() - from.getAsDouble();
    return apart > 0 ? Math.min(FASTEST, Math.max(1, 1 / apart)) : liveFramesPerSecond;
  }
}
