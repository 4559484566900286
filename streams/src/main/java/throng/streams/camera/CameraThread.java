package throng.streams.camera;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.log.Reason;
import throng.streams.memory.Exhaustion;

/**
 * A thread that owns one open camera, and may block in it: opens it, reads a picture each time it
 * is asked, and closes it.
 *
 * <p>Nobody waits for it. Once {@link #leave left} it tells nothing more; if it hangs in a native
 * call at that moment, it closes its camera when the call returns at last.
 */
final class CameraThread extends Thread {

  /** What the thread tells, in order: opened, then pictures, and at last an end or a failure. */
  sealed interface Told {}

  enum Opened implements Told {
    INSTANCE
  }

  record Delivered(Picture picture) implements Told {}

  /**
   * @param pictures how many the camera has thrown away
   */
  record TooFast(long pictures) implements Told {}

  enum Ended implements Told {
    INSTANCE
  }

  record Failed(CameraException failure) implements Told {}

  private enum Order {
    READ,
    CLOSE
  }

  /** Where a thread tells what happened: the stage's asynchronous callback. */
  @FunctionalInterface
  interface Listener {
    void told(CameraThread thread, Told told);
  }

  private final CameraOpener opener;
  private final Listener listener;
  private final Consumer<CameraThread> returned;
  private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private volatile boolean left;
  private volatile @Nullable Camera open;

  /**
   * @param returned told, on this thread, when it ends
   */
  CameraThread(
      String name, CameraOpener opener, Listener listener, Consumer<CameraThread> returned) {
    super("camera-" + name);
    setDaemon(true);
    this.opener = opener;
    this.listener = listener;
    this.returned = returned;
  }

  /** Asks for one picture. */
  void read() {
    orders.add(Order.READ);
  }

  /** How long nothing has come from the source, as far as is known; never while it is opened. */
  long quietNanos() {
    Camera camera = open;
    return camera == null ? Long.MAX_VALUE : camera.quietNanos();
  }

  /** Has the camera closed as soon as the thread can; wakes it where it waits in Java. */
  void leave() {
    left = true;
    orders.add(Order.CLOSE);
    interrupt();
  }

  @Override
  public void run() {
    try {
      Told last = used();
      if (last != null) {
        tell(last);
      }
    } finally {
      returned.accept(this);
    }
  }

  private @Nullable Told used() {
    try (Camera camera = opener.open()) {
      open = camera;
      tell(Opened.INSTANCE);
      while (!left && orders.take() == Order.READ) {
        Picture picture = next(camera);
        if (picture == null) {
          return Ended.INSTANCE;
        }
        tell(new Delivered(picture));
      }
      return null;
    } catch (InterruptedException leaving) {
      return null;
    } catch (CameraException failure) {
      return new Failed(failure);
    } catch (OutOfMemoryError tooMuch) {
      // What the camera took is free once this thread has ended.
      return new Failed(
          new CameraException(
              "There was no memory for the camera's pictures: have it send smaller ones, or give the"
                  + " edge node more (java -Xmx).",
              tooMuch));
    } catch (LinkageError broken) {
      Exhaustion.report(broken);
      return failed(broken);
    } catch (RuntimeException broken) {
      return failed(broken);
    }
  }

  private @Nullable Picture next(Camera camera) throws CameraException {
    try {
      return camera.read();
    } finally {
      long tooFast = camera.tooFast();
      if (tooFast > 0) {
        tell(new TooFast(tooFast));
      }
    }
  }

  private static Failed failed(Throwable broken) {
    return new Failed(new CameraException("The camera failed: " + Reason.of(broken) + ".", broken));
  }

  private void tell(Told told) {
    if (!left) {
      listener.told(this, told);
    }
  }
}
