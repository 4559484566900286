package throng.edge.camera;

import java.util.List;
import java.util.OptionalDouble;

/** Where in a file each picture stands, and which pictures a limited rate takes. One thread. */
final class PicturePlace {
  private static final double NANOSECOND = 1e-9;

  /** What FFmpeg too takes a file for that says nothing of its rate. */
  private static final double CUSTOMARY_RATE = 25;

  private final boolean inFile;
  private final double step;
  private final FrameSelection selection;
  private final long started = System.nanoTime();
  private final FloodGate gate = new FloodGate(started);
  private long tooFast;
  private double shift = Double.NaN;
  private double last;
  private double lastStamped;
  private long pictures;

  /**
   * @param fps the file's own rate, which places pictures without a time stamp
   */
  PicturePlace(CameraSpec spec, PictureSettings settings, double fps) {
    this.inFile = !spec.isLive();
    this.step = 1 / (fps > 0 ? fps : CUSTOMARY_RATE);
    this.selection = new FrameSelection(settings.fps());
  }

  /**
   * Seconds from the file's beginning; empty for a camera.
   *
   * @param stamp of the picture in seconds, NaN if it has none
   */
  OptionalDouble of(double stamp) {
    if (!inFile) {
      return OptionalDouble.empty();
    }
    long number = pictures++;
    last = Double.isNaN(stamp) ? unstamped(number) : Math.max(last, inFile(stamp, number));
    return OptionalDouble.of(last);
  }

  // One that is damaged among others says nothing of their clock.
  private double unstamped(long number) {
    return Double.isNaN(shift) ? number * step : last + step;
  }

  private double inFile(double stamp, long number) {
    if (Double.isNaN(shift)) {
      shift = number * step - stamp;
    }
    double place = Math.max(0, stamp + shift);
    if (place < lastStamped) {
      // The clock was set back, as where films were joined: the place goes on.
      shift += last + step - place;
      place = last + step;
    }
    lastStamped = place;
    return place;
  }

  /**
   * Whether the newest of what came at once is taken: one of them is among those that the limits
   * leave. If several are, the newest comes in place of the others.
   *
   * @param position the newest's
   * @param exposures in the order in which they came; at least one
   */
  boolean isTaken(OptionalDouble position, List<Exposure> exposures) {
    int taken = 0;
    for (Exposure exposure : exposures) {
      taken += isTaken(position, exposure) ? 1 : 0;
    }
    tooFast += Math.max(0, taken - 1);
    return taken > 0;
  }

  /** Whether the picture is one of those that the limits leave. */
  boolean isTaken(OptionalDouble position, Exposure exposure) {
    if (!selection.take(position.orElseGet(() -> (exposure.nanos() - started) * NANOSECOND))) {
      return false;
    }
    if (inFile || gate.take(exposure.nanos())) {
      return true;
    }
    tooFast++;
    return false;
  }

  /** How many came too fast to be taken since this was asked last. */
  long tooFast() {
    long now = tooFast;
    tooFast = 0;
    return now;
  }
}
