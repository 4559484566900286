package throng.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;

/**
 * A long way between two programs of this machine: bytes arrive half a round-trip time later, as
 * many as there are.
 *
 * <p>It acknowledges at once, so that what it adds is its delay alone.
 */
final class DelayingProxy implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private record Chunk(byte[] bytes, long dueNanos) {}

  private final ServerSocket server;
  private final String target;
  private final long oneWayNanos;

  /**
   * Listens at a free port.
   *
   * @param target {@code host:port}
   */
  DelayingProxy(String target, double roundTripMillis) throws IOException {
    this.target = target;
    this.oneWayNanos = (long) (roundTripMillis * TimeUnit.MILLISECONDS.toNanos(1) / 2);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        int colon = target.lastIndexOf(':');
        Socket far =
            new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        carry(near, far);
        carry(far, near);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket to) {
    BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
    start("in", () -> read(from, underWay));
    start("out", () -> write(underWay, to));
  }

  private void read(Socket from, BlockingQueue<Chunk> underWay) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[CHUNK];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        byte[] bytes = new byte[n];
        System.arraycopy(buffer, 0, bytes, 0, n);
        underWay.add(new Chunk(bytes, System.nanoTime() + oneWayNanos));
        if (from.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
          from.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
      }
    } catch (IOException reset) {
      // Passed on like an end.
    }
    underWay.add(new Chunk(new byte[0], System.nanoTime() + oneWayNanos));
  }

  private static void write(BlockingQueue<Chunk> underWay, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = underWay.take(); chunk.bytes().length > 0; chunk = underWay.take()) {
        for (long left = chunk.dueNanos() - System.nanoTime();
            left > 0;
            left = chunk.dueNanos() - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(chunk.bytes());
      }
    } catch (IOException closed) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
