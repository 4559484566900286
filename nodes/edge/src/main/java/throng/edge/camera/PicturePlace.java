package throng.edge.camera;

import java.util.OptionalDouble;

/** Where in a file each picture stands, and which pictures a limited rate takes. */
final class PicturePlace {
  private static final double NANOSECOND = 1e-9;

  private final boolean inFile;
  private final double fps;
  private final FrameSelection selection;
  private final long started = System.nanoTime();
  private double firstStamp = Double.NaN;
  private long pictures;

  /**
   * @param fps the file's own rate, which places pictures without a time stamp
   */
  PicturePlace(CameraSpec spec, PictureSettings settings, double fps) {
    this.inFile = !spec.isLive();
    this.fps = fps;
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
    if (Double.isNaN(stamp)) {
      return fps > 0 ? OptionalDouble.of(number / fps) : OptionalDouble.empty();
    }
    if (Double.isNaN(firstStamp)) {
      firstStamp = stamp - (fps > 0 ? number / fps : 0);
    }
    return OptionalDouble.of(Math.max(0, stamp - firstStamp));
  }

  /** Whether the picture is one of those that the limit leaves. */
  boolean isTaken(OptionalDouble position, Exposure exposure) {
    return selection.take(position.orElseGet(() -> (exposure.nanos() - started) * NANOSECOND));
  }
}
