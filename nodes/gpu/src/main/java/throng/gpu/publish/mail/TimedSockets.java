package throng.gpu.publish.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Makes connections that have a time in all, from now on: once it is over no reading begins,
 * however often the server has said a little. Of one mail; used by one thread at a time.
 */
final class TimedSockets extends SocketFactory {
  private final Duration time;
  private final long beganNanos = System.nanoTime();

  TimedSockets(Duration time) {
    this.time = time;
  }

  @Override
  public Socket createSocket() {
    return new Timed();
  }

  private final class Timed extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          requireTime();
          return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          requireTime();
          return super.read(bytes, offset, length);
        }
      };
    }

    // The library leaves a connection open on which the server's first words do not come.
    private void requireTime() throws IOException {
      if (System.nanoTime() - beganNanos > time.toNanos()) {
        close();
        throw new IOException("the mail took longer than %d s".formatted(time.toSeconds()));
      }
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notConnected();
  }

  private static UnsupportedOperationException notConnected() {
    return new UnsupportedOperationException("What is made here is not connected.");
  }
}
