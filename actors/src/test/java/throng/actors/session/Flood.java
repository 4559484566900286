package throng.actors.session;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import throng.actors.testing.HandWrittenEdge;

/** Connections from this machine that never say who they are, renewed as fast as they go. */
final class Flood implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  // Of one try of several.
  private static final Duration A_TRY = Duration.ofSeconds(5);
  private static final int OPEN_AT_ONCE = 400;
  private static final int MOST = 100_000;

  private final InetSocketAddress node;
  private final byte[] start;
  private final Thread thread = new Thread(this::push, "flood");
  private final AtomicInteger pushed = new AtomicInteger();
  private volatile boolean isOver;

  /**
   * Begins.
   *
   * @param start what each connection sends at once
   */
  Flood(InetSocketAddress node, byte[] start) {
    this.node = node;
    this.start = start;
    thread.setDaemon(true);
    thread.start();
  }

  /** Once it pushes, edges come in and are counted, one after another. */
  void awaitOthersCounted(int edges, Callable<HandWrittenEdge> connected) {
    await().atMost(PATIENCE).until(() -> pushed.get() > 500);
    for (int i = 1; i <= edges; i++) {
      int people = i;
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                try (HandWrittenEdge edge = connected.call()) {
                  edge.giveUpAfter(A_TRY);
                  return edge.welcomed("during-" + people).count(people) == people;
                }
              });
    }
  }

  private void push() {
    Deque<Socket> open = new ArrayDeque<>();
    while (!isOver && pushed.get() < MOST) {
      Socket socket = new Socket();
      open.add(socket);
      try {
        socket.connect(node, 1_000);
        socket.getOutputStream().write(start);
        pushed.incrementAndGet();
      } catch (IOException crowdedOut) {
        closeQuietly(socket);
      }
      while (open.size() > OPEN_AT_ONCE) {
        closeQuietly(open.remove());
      }
    }
    open.forEach(Flood::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      return;
    }
  }

  @Override
  public void close() throws InterruptedException {
    isOver = true;
    thread.join();
  }
}
