package throng.streams.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that misbehaves on demand: resets in the middle of a message, stops
 * reading, loses what it is sent without a word, delays, refuses, and comes back on the same port.
 *
 * <p>Plain sockets and threads, because a stream cannot send a reset.
 */
public final class FaultyProxy implements AutoCloseable {

  /** Which way bytes go. */
  public enum Direction {
    TO_NODE,
    TO_EDGE
  }

  private final InetSocketAddress target;
  private final int port;
  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Map<Direction, Long> untilCut = new ConcurrentHashMap<>();
  private volatile @Nullable ServerSocket server;
  private volatile long delayMillis;

  private FaultyProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    port = listen(0);
  }

  /** A proxy in front of a port of this machine, which behaves well until told otherwise. */
  public static FaultyProxy to(int targetPort) {
    try {
      return new FaultyProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The same as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** How many connections it has taken so far. */
  public int accepted() {
    return accepted.get();
  }

  /** Resets every open connection. */
  public void cut() {
    links.forEach(ProxyLink::reset);
  }

  /** Resets the connection that carries the so-manieth next byte in that direction, once. */
  public void cutAfter(Direction direction, long bytes) {
    untilCut.put(direction, bytes);
  }

  /** Half-opens: what the open connections are sent is lost from now on, and no end is told. */
  public void swallow() {
    links.forEach(ProxyLink::swallow);
  }

  /** Reads nothing more from one side of the open connections. */
  public void stall(Direction direction) {
    links.forEach(link -> link.stall(direction));
  }

  /** Holds every piece of bytes back for so long. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  /** Listens no more, and resets what is open. */
  public void refuse() {
    try {
      ServerSocket listening = server;
      if (listening != null) {
        listening.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /** Listens again, on the same port. */
  public void comeBack() {
    try {
      listen(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
  }

  private int listen(int wanted) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    server = listening;
    ProxyLink.start("faulty-proxy", () -> accept(listening));
    return listening.getLocalPort();
  }

  private void accept(ServerSocket listening) throws IOException {
    while (!listening.isClosed()) {
      Socket edge = listening.accept();
      accepted.incrementAndGet();
      Socket node = new Socket();
      try {
        node.connect(target);
        ProxyLink link = new ProxyLink(this, edge, node);
        links.add(link);
        link.start();
      } catch (IOException unreachable) {
        edge.setSoLinger(true, 0);
        edge.close();
      }
    }
  }

  void ended(ProxyLink link) {
    links.remove(link);
  }

  long delayMillis() {
    return delayMillis;
  }

  /** How many of so many bytes may still go; fewer than asked: then the connection is cut. */
  int allowed(Direction direction, int bytes) {
    Long left = untilCut.remove(direction);
    if (left == null) {
      return bytes;
    }
    if (left > bytes) {
      untilCut.put(direction, left - bytes);
      return bytes;
    }
    return (int) (left - 1);
  }
}
