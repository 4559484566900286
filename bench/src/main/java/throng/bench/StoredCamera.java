package throng.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;

/**
 * A camera that costs nothing: gives pictures from memory, at its rate, for ever. It begins at any
 * part of its first interval, as others do that were not started together: pictures of all at once
 * would make a node idle between them.
 */
final class StoredCamera implements Camera {
  private final List<Picture> pictures;
  private final long interval;
  private long due;
  private int next;

  private StoredCamera(List<Picture> pictures, double fps) {
    this.pictures = pictures;
    this.interval = (long) (TimeUnit.SECONDS.toNanos(1) / fps);
    this.due = System.nanoTime() + ThreadLocalRandom.current().nextLong(interval);
  }

  static CameraOpener of(List<Picture> pictures, double fps) {
    return () -> new StoredCamera(pictures, fps);
  }

  @Override
  public Picture read() {
    Picture picture = pictures.get(next++ % pictures.size());
    while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
    // As of a camera: what nobody asked for in time was not taken.
    due = Math.max(due + interval, System.nanoTime());
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

  @Override
  public void close() {}
}
