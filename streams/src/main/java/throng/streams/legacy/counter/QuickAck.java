package throng.streams.legacy.counter;

import akka.io.Inet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;

/**
 * Acknowledges a peer's segments at once, so that one that writes with Nagle's algorithm need not
 * wait out our delayed acknowledgement (40 ms) between a header and its payload.
 *
 * <p>A socket option of Akka's: given to a listener or to an outgoing connection, it learns the
 * sockets. Linux forgets the setting as traffic flows: {@link #again} sets it anew after each read.
 * Does nothing where the platform has no such option. May be called by any thread.
 */
public final class QuickAck extends Inet.AbstractSocketOption {
  private final Map<SocketAddress, Socket> unclaimed = new ConcurrentHashMap<>();

  /** An option that knows no socket yet; one for each listener or outgoing connection. */
  public static QuickAck create() {
    return new QuickAck();
  }

  private QuickAck() {}

  @Override
  public void afterConnect(Socket socket) {
    unclaimed.values().removeIf(Socket::isClosed);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      unclaimed.put(socket.getRemoteSocketAddress(), socket);
      set(socket);
    }
  }

  /**
   * What to run after each read of the connection with {@code remote}; claims the connection, so
   * that nothing is kept once its stream has ended.
   */
  public Runnable again(InetSocketAddress remote) {
    Socket socket = unclaimed.remove(remote);
    return socket == null ? () -> {} : () -> set(socket);
  }

  /** The same where there is one connection only, which need not stand yet. */
  public Runnable again() {
    return () -> unclaimed.values().forEach(QuickAck::set);
  }

  private static void set(Socket socket) {
    try {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    } catch (IOException closed) {
      // A connection that has ended acknowledges nothing; its stream ends by itself.
      return;
    }
  }
}
