package throng.edge.camera;

import java.util.OptionalDouble;

/**
 * Takes at most so many frames a second, evenly: one of each interval in which there is one.
 *
 * <p>Time is the frame's own (its place in a file, its arrival from a camera), so that 10 of 25
 * frames a second are 10.
 */
final class FrameSelection {
  /** A frame that is a rounding error early belongs to the interval that begins. */
  private static final double TOLERANCE = 1e-3;

  private final double fps;
  private long lastInterval = Long.MIN_VALUE;

  FrameSelection(OptionalDouble fps) {
    this.fps = fps.orElse(0);
  }

  boolean take(double seconds) {
    if (fps == 0) {
      return true;
    }
    long interval = (long) Math.floor(seconds * fps + TOLERANCE);
    if (interval == lastInterval) {
      return false;
    }
    lastInterval = interval;
    return true;
  }

  /** How many of {@code frames} that come {@code ownFps} a second are taken. */
  static long count(long frames, double ownFps, OptionalDouble fps) {
    if (fps.isEmpty() || frames == 0 || !(ownFps > 0) || fps.getAsDouble() >= ownFps) {
      return frames;
    }
    return (long) Math.floor((frames - 1) / ownFps * fps.getAsDouble() + TOLERANCE) + 1;
  }
}
