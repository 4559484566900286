package throng.streams.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import throng.streams.testing.FaultyProxy.Direction;

/** One connection through the proxy: two sockets, and a thread for each direction. */
final class ProxyLink {

  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private static final int PIECE = 16 * 1024;

  private final FaultyProxy proxy;
  private final Socket edge;
  private final Socket node;
  private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
  private volatile boolean swallowing;

  ProxyLink(FaultyProxy proxy, Socket edge, Socket node) throws IOException {
    this.proxy = proxy;
    this.edge = edge;
    this.node = node;
    edge.setTcpNoDelay(true);
    node.setTcpNoDelay(true);
  }

  /** Carries bytes from now on. */
  void start() {
    start("proxy-to-node", () -> pump(edge, node, Direction.TO_NODE));
    start("proxy-to-edge", () -> pump(node, edge, Direction.TO_EDGE));
  }

  static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // A socket that a test has closed: the thread's end.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  void swallow() {
    swallowing = true;
  }

  synchronized void stall(Direction direction) {
    stalled.add(direction);
  }

  synchronized void reset() {
    close(edge);
    close(node);
    stalled.clear();
    notifyAll();
    proxy.ended(this);
  }

  private static void close(Socket socket) {
    try {
      // Closed with a linger of 0, a socket sends a reset in place of an orderly end.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closedAlready) {
      // As wanted.
    }
  }

  private void pump(Socket from, Socket to, Direction direction) throws IOException {
    byte[] piece = new byte[PIECE];
    try {
      while (true) {
        awaitReading(direction);
        int read = from.getInputStream().read(piece);
        if (read < 0) {
          end(to);
          return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(proxy.delayMillis()));
        awaitReading(direction);
        int allowed = proxy.allowed(direction, read);
        if (!swallowing) {
          to.getOutputStream().write(piece, 0, allowed);
        }
        if (allowed < read) {
          reset();
          return;
        }
      }
    } catch (SocketException broken) {
      if (!swallowing) {
        reset();
      }
    }
  }

  private void end(Socket to) throws IOException {
    if (!swallowing) {
      to.shutdownOutput();
    }
  }

  private synchronized void awaitReading(Direction direction) {
    while (stalled.contains(direction)) {
      try {
        wait();
      } catch (InterruptedException stopping) {
        return;
      }
    }
  }
}
