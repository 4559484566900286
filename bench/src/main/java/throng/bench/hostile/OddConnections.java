package throng.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Connections that end as soon as they began, say hello wrongly, or replace one another. */
final class OddConnections implements Attack {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int SEED = 7;
  private static final byte[] PICTURE = Photograph.jpeg(640, 480);

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("resets at once", (node, turn) -> resets(node, turn, new byte[0])),
        new Variant(
            "resets after a hello",
            (node, turn) -> resets(node, turn, WireBytes.hello("door", 1, 640, 480))),
        new Variant("hellos of all kinds", OddConnections::hellos),
        new Variant("the same camera again and again", OddConnections::replaced));
  }

  private static void resets(Target node, Turn turn, byte[] opening) throws InterruptedException {
    turn.together(
        4,
        () -> {
          say(node.shared(), turn, opening);
          say(node.stopAndWait(), turn, opening);
        });
  }

  private static void hellos(Target node, Turn turn) throws InterruptedException {
    List<byte[]> openings = openings();
    Random random = new Random(SEED);
    turn.together(
        4,
        () -> {
          byte[] opening = openings.get(random.nextInt(openings.size()));
          say(random.nextBoolean() ? node.shared() : node.stopAndWait(), turn, opening);
        });
  }

  private static List<byte[]> openings() {
    byte[] hello = WireBytes.hello("door", 1, -1, Integer.MIN_VALUE);
    return List.of(
        hello,
        Arrays.copyOf(hello, hello.length + 2_000),
        WireBytes.hello("d".repeat(1_024), 1, 640, 480),
        WireBytes.hello("door\u001b[2J\n\r", 1, 640, 480),
        WireBytes.hello("", 1, 640, 480),
        WireBytes.start(0, 1),
        WireBytes.start(Integer.MIN_VALUE, 1),
        WireBytes.start(Integer.MAX_VALUE, 4),
        WireBytes.ping(1),
        "-1              ".getBytes(US_ASCII),
        "9999999999999999".getBytes(US_ASCII),
        "0               ".getBytes(US_ASCII),
        "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
  }

  /** Says something and resets the connection. */
  private static void say(InetSocketAddress port, Turn turn, byte[] bytes) throws IOException {
    Socket socket = turn.opened(new Socket());
    try {
      socket.connect(port, CONNECT_MILLIS);
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(bytes);
      turn.toll().add("connections");
    } finally {
      turn.closed(socket);
    }
  }

  private static void replaced(Target node, Turn turn) throws InterruptedException {
    turn.together(
        2,
        () -> {
          HostileCamera camera = HostileCamera.open(node, turn, "again", 640, 480);
          for (int i = 0; i < camera.window(); i++) {
            camera.sendFrame(PICTURE);
          }
          // Left as it is: the next one takes its place.
        });
  }
}
