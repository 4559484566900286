package throng.streams.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports at which something is to listen later. */
public final class FreePort {
  // Below those that Linux gives to whoever asks for any: nobody else gets one in between.
  private static final int FROM = 20_000;
  private static final int MANY = 12_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

  private FreePort() {}

  /** One of loopback that is free now, and was not given before. */
  public static int next() {
    return IntStream.generate(NEXT::getAndIncrement)
        .map(number -> FROM + number % MANY)
        .limit(MANY)
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
