package throng.streams.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.testing.StreamSystem;

final class EdgeListenerTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private final List<TurnedAway> turnedAway = new CopyOnWriteArrayList<>();

  private Binding listen(int port, int maxConnections) {
    return listen(port, maxConnections, maxConnections + 1, peer -> echo());
  }

  private Binding listen(
      int port,
      int maxConnections,
      int maxUnadmitted,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection) {
    return EdgeListener.bind(
            SYSTEM.get(),
            new ListenPlace("127.0.0.1", port, "--listen", List.of()),
            new ListenerSettings(maxConnections, maxUnadmitted, 1_000, 100, 65536, 1),
            connection,
            (peer, why) -> turnedAway.add(why))
        .toCompletableFuture()
        .join();
  }

  /** Answers in capitals, and breaks on an exclamation mark. */
  private static Flow<ByteString, ByteString, NotUsed> echo() {
    return Flow.of(ByteString.class)
        .map(
            bytes -> {
              if (bytes.utf8String().contains("!")) {
                throw new IllegalStateException("exclamation mark");
              }
              return ByteString.fromString(bytes.utf8String().toUpperCase(Locale.ROOT));
            });
  }

  private static Socket connect(Binding binding) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), binding.localAddress().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void say(Socket socket, String what) throws IOException {
    socket.getOutputStream().write(what.getBytes(UTF_8));
  }

  private static String hear(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), UTF_8);
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private static void unbind(Binding binding) {
    binding.unbind().toCompletableFuture().join();
  }

  @Test
  void saysInWordsThatThePortIsTaken() {
    Binding first = listen(0, 10);
    int port = first.localAddress().getPort();

    assertThatThrownBy(() -> listen(port, 10))
        .hasCauseInstanceOf(ListenException.class)
        .hasMessageContaining(
            "Another program listens at 127.0.0.1:"
                + port
                + " already: stop it, or choose another port with --listen.");

    unbind(first);
  }

  @Test
  void saysInWordsThatTheAddressIsNotThisMachines() {
    assertThatThrownBy(
            () ->
                EdgeListener.bind(
                        SYSTEM.get(),
                        new ListenPlace("192.0.2.1", 0, "--listen", List.of()),
                        new ListenerSettings(1, 1, 1, 1, 65536, 1),
                        peer -> echo(),
                        (peer, why) -> {})
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(ListenException.class)
        .hasMessageContaining("192.0.2.1:0 is no address of this machine");
  }

  @Test
  void keepsOneConnectionsFailureFromTheOthers() throws IOException {
    Binding binding = listen(0, 10);
    try (Socket broken = connect(binding);
        Socket other = connect(binding)) {
      say(broken, "!");
      assertThat(isEnded(broken)).isTrue();

      say(other, "people");
      assertThat(hear(other, 6)).isEqualTo("PEOPLE");
    }
    unbind(binding);
  }

  @Test
  void answersAPeerThatHasClosedItsSide() throws IOException {
    Binding binding = listen(0, 10);
    try (Socket socket = connect(binding)) {
      say(socket, "people");
      socket.shutdownOutput();

      assertThat(hear(socket, 6)).isEqualTo("PEOPLE");
      assertThat(isEnded(socket)).isTrue();
    }
    unbind(binding);
  }

  @Test
  void letsOneInForOneThatHasLeftAndStaysConnected() throws IOException {
    List<Peer> peers = new CopyOnWriteArrayList<>();
    Binding binding =
        listen(
            0,
            2,
            1,
            peer -> {
              peers.add(peer);
              return echo();
            });
    try (Socket replaced = connect(binding);
        Socket second = admitted(replaced, binding, peers, 0);
        Socket third = admitted(second, binding, peers, 1)) {
      assertThat(turnedAway).as("two are as many as may be").containsExactly(TurnedAway.FULL);
      assertThat(isEnded(third)).isTrue();
      peers.get(0).left();

      try (Socket fourth = connect(binding)) {
        say(fourth, "four");
        assertThat(hear(fourth, 4)).isEqualTo("FOUR");
      }
      assertThat(isEnded(replaced)).isTrue();
      assertThat(turnedAway).as("it had left").containsExactly(TurnedAway.FULL);
    }
    unbind(binding);
  }

  /** Admits the peer of a socket, and connects another one. */
  private Socket admitted(Socket socket, Binding binding, List<Peer> peers, int index)
      throws IOException {
    say(socket, "one");
    assertThat(hear(socket, 3)).isEqualTo("ONE");
    peers.get(index).admitted();
    Socket next = connect(binding);
    await().until(() -> peers.size() == index + 2 || !turnedAway.isEmpty());
    return next;
  }

  @Test
  void closesAConnectionAboveTheMostAllowedUntilOneEnds() throws IOException {
    Binding binding = listen(0, 1);
    try (Socket first = connect(binding)) {
      say(first, "one");
      assertThat(hear(first, 3)).isEqualTo("ONE");
      try (Socket second = connect(binding)) {
        assertThat(isEnded(second)).isTrue();
      }
      first.shutdownOutput();
      assertThat(isEnded(first)).isTrue();
    }
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket third = connect(binding)) {
                say(third, "three");
                return hear(third, 5).equals("THREE");
              }
            });
    unbind(binding);
  }
}
