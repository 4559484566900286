package throng.bench.hostile;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import throng.streams.tls.MadeSite;

/**
 * Peers that begin with TLS and say no more, and whole handshakes, as fast as they go, of those who
 * are then refused for what they show.
 */
final class TlsFlood implements Attack {
  private static final int PEERS = 2_000;
  private static final double RENEWED_PER_SECOND = 1_000;
  private static final int BEGINNING = 100;
  private static final int THREADS = 4;
  private static final int PATIENCE_MILLIS = 10_000;
  // Of an answer: its length, its type, and two bytes that say why.
  private static final int ANSWER = 7;

  @Override
  public List<Variant> variants() {
    byte[] hello = MadeSite.clientHello();
    SSLContext stranger = stranger();
    SSLContext nobody = MadeSite.nobody();
    return List.of(
        new Variant(
            "the first 1 to 100 bytes of a handshake",
            (node, turn) -> stalled(node, turn, i -> Arrays.copyOf(hello, 1 + i % BEGINNING))),
        new Variant("a client's whole hello", (node, turn) -> stalled(node, turn, i -> hello)),
        new Variant(
            "hellos with a stranger's certificate", (node, turn) -> hellos(node, turn, stranger)),
        new Variant("hellos without a certificate", (node, turn) -> hellos(node, turn, nobody)));
  }

  /** Shows an edge's certificate of another site. */
  private static SSLContext stranger() {
    try {
      return MadeSite.client(
          MadeSite.in(Files.createTempDirectory("throng-bench")).edge("hostile"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stalled(Target node, Turn turn, IntFunction<byte[]> said)
      throws InterruptedException {
    new Crowd(PEERS, RENEWED_PER_SECOND, i -> Script.to(node.shared()).saying(said.apply(i)))
        .play(turn);
  }

  private static void hellos(Target node, Turn turn, SSLContext shown) throws InterruptedException {
    turn.together(
        THREADS,
        () -> {
          Socket socket = turn.opened(new Socket());
          try {
            socket.connect(node.shared(), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            turn.toll().add("connections");
            sayHello(encrypted(socket, shown), turn.toll());
          } finally {
            turn.closed(socket);
          }
        });
  }

  private static Socket encrypted(Socket socket, SSLContext shown) throws IOException {
    // To a new name each time, so that none resumes the session of one before.
    String name = HostileCamera.newName();
    SSLSocket encrypted =
        (SSLSocket) shown.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
    encrypted.startHandshake();
    return encrypted;
  }

  private static void sayHello(Socket socket, Toll toll) throws IOException {
    toll.add("handshakes");
    socket.getOutputStream().write(WireBytes.hello(HostileCamera.newName(), 1, 640, 480));
    byte[] answer = socket.getInputStream().readNBytes(ANSWER);
    if (answer.length < ANSWER) {
      throw new EOFException("The node closed.");
    }
    toll.add(answer[4] == WireBytes.WELCOME ? "welcomed" : "refused with code " + answer[6]);
  }
}
