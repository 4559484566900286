package throng.edge.camera;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of the heap that pictures may take which network cameras have begun to send: the same
 * for each camera that is open, so that none of them can take what the others need. Any thread.
 */
final class PictureMemory {
  /** A picture lies in the heap about eight times, from its first bytes to its answer. */
  private static final int SHARE_OF_HEAP = 32;

  /** A picture of the finest cameras is hardly larger. */
  private static final long LEAST = 4 << 20;

  static final PictureMemory OF_PROCESS =
      new PictureMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

  private final long bytes;
  private final AtomicInteger cameras = new AtomicInteger();

  PictureMemory(long bytes) {
    this.bytes = bytes;
  }

  /** One camera's, until it is closed. */
  Share share() {
    cameras.incrementAndGet();
    return new Share();
  }

  /** What one camera may take. */
  final class Share implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The largest picture now; at most so many bytes as are allowed anyway. */
    long most(long allowed) {
      return Math.min(allowed, Math.max(LEAST, bytes / Math.max(1, cameras.get())));
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        cameras.decrementAndGet();
      }
    }
  }
}
