package throng.edge.camera;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;

/**
 * Has frames read and decoded on a thread of its own while those before are encoded, so that one
 * camera has two processors.
 *
 * <p>Of a live source no frame waits beside the one that the thread holds: it would only grow old.
 * Used by one thread; the other begins with the first frame that is asked for.
 */
final class ReadAhead implements AutoCloseable {
  private static final int FRAMES_OF_FILE = 2;

  /** Where the frames come from. */
  interface Frames {
    /**
     * Waits for the next frame; the caller closes it.
     *
     * @return null at the end
     */
    @Nullable DecodedFrame next() throws CameraException;
  }

  /** What one thread hands to the other: frames, and at last their end. */
  private sealed interface Read {}

  private record Next(DecodedFrame frame) implements Read {}

  /**
   * @param why null: there are no more
   */
  private record End(@Nullable Throwable why) implements Read {
    @Nullable DecodedFrame tell() throws CameraException {
      if (why instanceof CameraException broken) {
        throw broken;
      }
      if (why instanceof Error fatal) {
        throw fatal;
      }
      if (why != null) {
        throw (RuntimeException) why;
      }
      return null;
    }
  }

  private final Frames frames;
  private final BlockingQueue<Read> handed;
  private final Thread thread;
  private volatile boolean closing;
  private boolean begun;
  private @Nullable End end;

  ReadAhead(Frames frames, boolean live) {
    this.frames = frames;
    this.handed = live ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(FRAMES_OF_FILE);
    this.thread = new Thread(this::read, Thread.currentThread().getName() + "-decode");
    thread.setDaemon(true);
  }

  /**
   * Waits for the next frame; the caller closes it.
   *
   * @return null at the end, and where the thread that waits is interrupted
   */
  @Nullable DecodedFrame next() throws CameraException {
    if (end != null) {
      return end.tell();
    }
    if (!begun) {
      begun = true;
      thread.start();
    }
    try {
      Read read = handed.take();
      if (read instanceof Next next) {
        return next.frame();
      }
      end = (End) read;
      return end.tell();
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void read() {
    try {
      Read read = next(frames);
      while (hand(read) && read instanceof Next) {
        read = next(frames);
      }
    } catch (InterruptedException left) {
      // Nobody asks any more.
    }
  }

  private static Read next(Frames frames) {
    try {
      DecodedFrame frame = frames.next();
      return frame == null ? new End(null) : new Next(frame);
    } catch (CameraException | RuntimeException | Error broken) {
      return new End(broken);
    }
  }

  /** False where nobody asks any more: an interrupt that came earlier may have been forgotten. */
  private boolean hand(Read read) throws InterruptedException {
    boolean isHanded = false;
    try {
      if (!closing) {
        handed.put(read);
        isHanded = true;
      }
      return isHanded;
    } finally {
      if (!isHanded && read instanceof Next next) {
        next.frame().close();
      }
    }
  }

  /** Ends the thread and waits for it: what it reads from may be closed afterwards. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    thread.interrupt();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // A call that hangs in a driver holds up this thread as well, which is known to be.
        interrupted = true;
      }
    }
    for (Read left = handed.poll(); left != null; left = handed.poll()) {
      if (left instanceof Next next) {
        next.frame().close();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
