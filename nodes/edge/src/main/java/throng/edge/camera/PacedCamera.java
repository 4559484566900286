package throng.edge.camera;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/**
 * A file, a folder or the synthetic crowd at its own pace, as if it were a camera: each picture is
 * captured when its time has come.
 */
final class PacedCamera implements Camera {
  /** Who is further behind than this does not hurry after. */
  private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A longer gap in a file's clock is shortened to it, in seconds; recordings do the same. */
  private static final double LONGEST_GAP = 10;

  private static final double NANOS = 1e9;

  private final Camera camera;
  private final double interval;
  private final boolean steady;
  private long began = System.nanoTime();
  private double shift;
  private double last;
  private boolean started;
  private volatile boolean pausing;

  /**
   * @param interval seconds between pictures that have no place in a file
   */
  PacedCamera(Camera camera, double interval) {
    this(camera, interval, false);
  }

  /**
   * @param steady all pictures follow one another after {@code interval}, wherever they stood
   */
  PacedCamera(Camera camera, double interval, boolean steady) {
    this.camera = camera;
    this.interval = interval;
    this.steady = steady;
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    Picture picture = camera.read();
    if (picture == null) {
      return null;
    }
    waitUntil(time(picture));
    return new Picture(
        picture.jpeg(),
        picture.width(),
        picture.height(),
        System.nanoTime(),
        System.currentTimeMillis(),
        picture.name(),
        picture.positionSeconds(),
        picture.truth());
  }

  /** The picture's time in seconds since the first; goes on where a loop starts again. */
  private double time(Picture picture) {
    double next = last + interval;
    double time = started ? position(picture, next) : 0;
    if (!started) {
      started = true;
      began = System.nanoTime();
      shift = -picture.positionSeconds().orElse(0);
    } else if (time < last) {
      shift += next - time;
      time = next;
    } else if (time - Math.max(last, next) > LONGEST_GAP) {
      shift -= time - last - LONGEST_GAP;
      time = last + LONGEST_GAP;
    }
    last = time;
    return time;
  }

  /** The last picture's time since the first, in seconds. */
  double seconds() {
    return last;
  }

  private double position(Picture picture, double next) {
    return steady ? next : picture.positionSeconds().orElse(next - shift) + shift;
  }

  private void waitUntil(double time) {
    long due = began + (long) (time * NANOS);
    if (System.nanoTime() - due > LATEST_NANOS) {
      began += System.nanoTime() - due;
      return;
    }
    pausing = true;
    long left = due - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
    pausing = false;
  }

  @Override
  public long quietNanos() {
    return pausing ? 0 : camera.quietNanos();
  }

  @Override
  public void close() {
    camera.close();
  }
}
