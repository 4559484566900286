package throng.streams.legacy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.legacy.Loopback;

class LanViewerTest {
  private final Loopback loopback = new Loopback();
  private ServerSocket edge;

  @BeforeEach
  void listen() throws IOException {
    edge = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    edge.close();
    loopback.close();
  }

  @Test
  void readsPicturesAndTextsThatComeByteByByte() throws Exception {
    CompletableFuture<List<LanMessage>> messages = view("\0\0\0\3abcUnknown command\0\0\0\1d");

    assertThat(messages.get(30, TimeUnit.SECONDS))
        .containsExactly(
            new LanMessage.Picture(ByteString.fromString("abc")),
            new LanMessage.UnknownCommand(),
            new LanMessage.Picture(ByteString.fromString("d")));
  }

  @ParameterizedTest
  @CsvSource({
    "'\u007f\u00ff\u00ff\u00ff', TOO_LARGE",
    "'\u00ff\u00ff\u00ff\u00ff', TOO_LARGE",
    "'\0\0\0\0', BAD_INPUT",
    "'Unknown comman?', BAD_INPUT",
    "'\0\0\0\5half', BROKEN_OFF",
    "'\0\0', BROKEN_OFF",
    "'Unknown', BROKEN_OFF"
  })
  void failsInWordsOnWhatIsNoMessage(String bytes, Reason reason) {
    CompletableFuture<List<LanMessage>> messages = view(bytes);

    assertThat(messages)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            LegacyException.class, broken -> assertThat(broken.reason()).isEqualTo(reason));
  }

  @Test
  void keepsCommandsApart() throws Exception {
    CompletableFuture<List<String>> reads =
        CompletableFuture.supplyAsync(
            () -> {
              try (Socket viewer = edge.accept()) {
                byte[] buffer = new byte[1024];
                int first = viewer.getInputStream().read(buffer);
                String one = new String(buffer, 0, first, StandardCharsets.US_ASCII);
                int second = viewer.getInputStream().read(buffer);
                return List.of(one, new String(buffer, 0, second, StandardCharsets.US_ASCII));
              } catch (IOException broken) {
                throw new IllegalStateException(broken);
              }
            });

    run(Source.from(List.of(LanCommand.STREAM, LanCommand.STOP)));

    assertThat(reads.get(30, TimeUnit.SECONDS)).containsExactly("3", "q");
  }

  private CompletableFuture<List<LanMessage>> view(String latin1) {
    CompletableFuture.runAsync(
        () -> {
          try (Socket viewer = edge.accept()) {
            viewer.setTcpNoDelay(true);
            for (byte one : latin1.getBytes(StandardCharsets.ISO_8859_1)) {
              viewer.getOutputStream().write(one);
            }
          } catch (IOException broken) {
            throw new IllegalStateException(broken);
          }
        });
    return run(Source.maybe());
  }

  private CompletableFuture<List<LanMessage>> run(Source<LanCommand, ?> commands) {
    return commands
        .viaMat(
            LanViewer.create(1 << 20, Duration.ofSeconds(3))
                .join(
                    Tcp.get(loopback.system())
                        .outgoingConnection(
                            edge.getInetAddress().getHostAddress(), edge.getLocalPort())),
            Keep.right())
        .runWith(Sink.seq(), loopback.system())
        .toCompletableFuture();
  }
}
