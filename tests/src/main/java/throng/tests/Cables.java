package throng.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to ports of this machine that can be cut: what is sent meanwhile comes once they are whole
 * again, as over a network.
 */
public final class Cables implements AutoCloseable {
  private static final int PART = 1 << 14;

  private final List<AutoCloseable> open = new ArrayList<>();

  // Guarded by this.
  private boolean isCut;
  private boolean isClosed;

  /** The port by which that one is reached from now on. */
  public int to(int port) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      keep(server);
      run(() -> accept(server, port));
      return server.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing comes through. */
  public synchronized void cut() {
    isCut = true;
  }

  public synchronized void heal() {
    isCut = false;
    notifyAll();
  }

  private void accept(ServerSocket server, int port) throws IOException {
    while (true) {
      Socket near = server.accept();
      keep(near);
      run(() -> connect(near, port));
    }
  }

  private void connect(Socket near, int port) throws IOException {
    // Closed also where nobody listens there: its end must not wait for answers.
    try (near) {
      awaitWhole();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
      keep(far);
      run(() -> carry(near, far));
      carry(far, near);
    }
  }

  private void carry(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] part = new byte[PART];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        awaitWhole();
        out.write(part, 0, length);
      }
    }
  }

  private synchronized void awaitWhole() throws IOException {
    while (isCut && !isClosed) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private synchronized void keep(AutoCloseable closeable) {
    open.add(closeable);
  }

  private interface Carrying {
    void run() throws IOException;
  }

  private static void run(Carrying carrying) {
    Thread thread =
        new Thread(
            () -> {
              try {
                carrying.run();
              } catch (IOException ended) {
                // So is what it carried.
                return;
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
