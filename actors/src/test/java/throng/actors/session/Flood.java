package throng.actors.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections from this machine that never say who they are, renewed as fast as they go. */
final class Flood implements AutoCloseable {
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

  /** How many connections there were so far. */
  int pushed() {
    return pushed.get();
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
