package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.StreamTcpException;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.flow.FutureFailure;
import throng.streams.tcp.GpuNodes.Failure;
import throng.streams.testing.StreamSystem;

final class LinkFailureTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final String AT = "10.0.0.5:7600";

  private static LinkFailure of(Throwable cause) {
    return LinkFailure.of(AT, new StreamTcpException("Verbindungsaufbau").initCause(cause));
  }

  /** What a connection to a place of this machine fails with, made as a node makes it. */
  private static Throwable failureAt(InetSocketAddress place, Duration timeout) {
    return Source.<ByteString>maybe()
        .via(Sockets.connect(SYSTEM.get(), place, timeout))
        .toMat(Sink.ignore(), Keep.right())
        .run(SYSTEM.get())
        .handle((done, failure) -> FutureFailure.cause(failure))
        .toCompletableFuture()
        .join();
  }

  @Test
  void knowsARefusalInAnyLanguage() {
    assertThat(of(new ConnectException("Verbindungsaufbau abgelehnt")))
        .isEqualTo(new LinkFailure(Failure.REFUSED, "No GPU node listens at " + AT + "."));
  }

  @Test
  void knowsThatAHostCannotBeReachedInAnyLanguage() {
    assertThat(of(new NoRouteToHostException("Keine Route zum Zielrechner")))
        .isEqualTo(new LinkFailure(Failure.SILENT, "Nothing answers at " + AT + "."));
  }

  @Test
  void knowsThatANameIsUnknown() {
    assertThat(of(new UnknownHostException("lobby")))
        .isEqualTo(
            new LinkFailure(
                Failure.SILENT, "The name in " + AT + " is not known: check gpu-nodes."));
  }

  @Test
  void isNotMisledByWordsOfAHostsName() {
    String address = "refused-timeout.example:7600";

    assertThat(
            LinkFailure.of(
                address,
                new StreamTcpException("Connect(refused-timeout.example) failed")
                    .initCause(new SocketException("Das Netzwerk ist nicht erreichbar"))))
        .isEqualTo(new LinkFailure(Failure.REFUSED, "The connection to " + address + " broke."));
  }

  @Test
  void knowsANodeThatResetsTheConnectionAtOnceHasAName() {
    StreamTcpException reset =
        new StreamTcpException(
            "Tcp command [Connect(gpu/<unresolved>:7600)] failed because of Connection reset");

    assertThat(LinkFailure.of(AT, reset.initCause(new IOException("Connection reset by peer"))))
        .isEqualTo(new LinkFailure(Failure.REFUSED, "The connection to " + AT + " broke."));
  }

  @Test
  void knowsWhatARealSocketIsRefusedWith() throws IOException {
    InetSocketAddress closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    Throwable failure = failureAt(closed, Duration.ofSeconds(3));

    assertThat(LinkFailure.of(AT, failure).sentence())
        .isEqualTo("No GPU node listens at " + AT + ".");
  }

  @Test
  void saysHowManyFilesAreOpenWhereNoneIsLeftForASocket() {
    StreamTcpException failure = new StreamTcpException("Verbindungsaufbau");
    failure.initCause(new SocketException("Zu viele offene Dateien"));

    assertThat(LinkFailure.of(AT, failure, files(64, 64)).sentence())
        .isEqualTo(
            "Cannot connect to "
                + AT
                + ": too many files are open, 64 of the 64 that this process may open; start it"
                + " after `ulimit -n 256`.");
    assertThat(LinkFailure.of(AT, failure, files(63, 64)).sentence()).endsWith("broke.");
  }

  private static Descriptors files(long open, long most) {
    return new Descriptors() {
      @Override
      public long most() {
        return most;
      }

      @Override
      public long open() {
        return open;
      }
    };
  }

  @Test
  void namesNoClassWhereAFailureHasNoWords() {
    assertThat(LinkFailure.of(AT, new java.nio.channels.UnresolvedAddressException()).sentence())
        .isEqualTo("The connection to " + AT + " ended: no host has that name.");
  }

  @Test
  void tellsTheEndOfTheTimeToConnectFromARefusal() {
    assertThat(LinkFailure.of(AT, new ConnectTimeoutException()))
        .isEqualTo(new LinkFailure(Failure.SILENT, "Nothing answers at " + AT + "."));
  }
}
