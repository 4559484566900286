package throng.bench.hostile;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The time of one variant. What it opened is closed at its end, so that no call outlasts it. */
final class Turn implements AutoCloseable {
  private static final long REST_MILLIS = 20;

  private final long endNanos;
  private final Toll toll = new Toll();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  Turn(double seconds) {
    endNanos = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  Toll toll() {
    return toll;
  }

  /** Closes it when the turn ends, if it is still open then. */
  <T extends Closeable> T opened(T socket) {
    open.add(socket);
    return socket;
  }

  void closed(Closeable socket) {
    open.remove(socket);
    quietly(socket);
  }

  /** Something that is done again and again; an {@link IOException} is the node's answer to it. */
  interface Deed {
    void once() throws IOException, InterruptedException;
  }

  /** One thread for each; all of them have ended when this returns. */
  void together(int threads, Deed deed) throws InterruptedException {
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> repeat(deed), "attack-" + i);
      thread.setDaemon(true);
      thread.start();
      started.add(thread);
    }
    while (!isOver()) {
      Thread.sleep(REST_MILLIS);
    }
    close();
    for (Thread thread : started) {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    }
  }

  /** Until the turn is over, with a rest after each time that the node ended. */
  private void repeat(Deed deed) {
    try {
      while (!isOver()) {
        try {
          deed.once();
        } catch (IOException e) {
          toll.add(isOver() ? "open at the end" : "thrown out");
          Thread.sleep(REST_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open.forEach(Turn::quietly);
    open.clear();
  }

  private static void quietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
