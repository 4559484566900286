package throng.streams.legacy.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.io.TcpSO;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.legacy.Loopback;

class LanCameraTest {
  private static final int UNKNOWN = ByteBuffer.wrap(new byte[] {'U', 'n', 'k', 'n'}).getInt();

  private final Loopback loopback = new Loopback();
  private final List<InetSocketAddress> shutdowns = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();

  /** How many pictures the camera gave; each picture holds its number, then nothing of note. */
  private final AtomicInteger shown = new AtomicInteger();

  private volatile int pictureBytes = 100;
  private InetSocketAddress edge;

  @BeforeEach
  void serve() throws Exception {
    LanCamera camera =
        Source.tick(Duration.ZERO, Duration.ofMillis(3), "tick")
            .map(tick -> picture(shown.incrementAndGet()))
            .toMat(LanCamera.sink(), Keep.right())
            .run(loopback.system())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    edge =
        loopback.serve(
            remote -> camera.viewer(remote, new Listener()), TcpSO.sendBufferSize(64 * 1024));
  }

  @AfterEach
  void stop() {
    loopback.close();
  }

  @Test
  void sendsOnePictureACommandAndAlwaysANewOne() throws Exception {
    try (Viewer viewer = new Viewer()) {
      viewer.send("0");
      int first = viewer.picture();
      await().atMost(Duration.ofSeconds(30)).until(() -> shown.get() > first + 150);
      int before = shown.get();
      viewer.send("1");
      viewer.send("0");

      assertThat(viewer.picture()).isGreaterThan(before - 120);
      viewer.expectNothing();
    }
    assertThat(sent).hasValue(2);
  }

  @Test
  void givesANewViewerTheNewestPicture() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> shown.get() > 150);
    try (Viewer viewer = new Viewer()) {
      viewer.send("0");

      assertThat(viewer.picture()).isGreaterThan(30);
    }
  }

  @Test
  void ignoresAPictureCommandBeforeTheConfirmation() throws Exception {
    try (Viewer viewer = new Viewer()) {
      viewer.send("0");
      viewer.picture();
      viewer.send("0");
      viewer.expectNothing();
      viewer.send("x");

      viewer.expectUnknownCommand();
    }
  }

  @Test
  void obeysCommandsThatComeTogether() throws Exception {
    try (Viewer viewer = new Viewer()) {
      viewer.send("0\n1\n0\nnonsense\n");

      int first = viewer.picture();
      assertThat(viewer.picture()).isGreaterThan(first);
      viewer.expectUnknownCommand();
    }
  }

  @Test
  void streamsUntilStopped() throws Exception {
    try (Viewer viewer = new Viewer()) {
      viewer.send("3");
      viewer.send("0");
      int last = 0;
      for (int i = 0; i < 20; i++) {
        int picture = viewer.picture();
        assertThat(picture).isGreaterThan(last);
        last = picture;
      }
      viewer.send("qx");
      while (viewer.in.readInt() != UNKNOWN) {
        viewer.in.skipNBytes(pictureBytes);
      }
      viewer.in.skipNBytes("own command".length());

      viewer.expectNothing();
    }
  }

  @Test
  void givesEachViewerItsOwnMode() throws Exception {
    try (Viewer streaming = new Viewer();
        Viewer single = new Viewer()) {
      streaming.send("3");
      single.send("0");
      for (int i = 0; i < 20; i++) {
        streaming.picture();
      }
      single.picture();

      single.expectNothing();
    }
  }

  @Test
  void closesTheViewerThatShutsDownAndNoOther() throws Exception {
    try (Viewer one = new Viewer();
        Viewer other = new Viewer()) {
      one.send("2\n");
      assertThat(one.in.read()).isEqualTo(-1);
      await().atMost(Duration.ofSeconds(30)).until(() -> cannotSend(one));
      other.send("0");

      assertThat(other.picture()).isPositive();
      assertThat(shutdowns).containsExactly((InetSocketAddress) one.socket.getLocalSocketAddress());
    }
  }

  @Test
  void neverLetsASlowViewerHoldUpTheCameraOrAnother() throws Exception {
    pictureBytes = 200_000;
    try (Viewer slow = new Viewer();
        Viewer quick = new Viewer()) {
      slow.send("3");
      assertThat(slow.picture()).isPositive();
      quick.send("3");
      int first = quick.picture();

      // 20 MB: far more than the sockets' buffers hold for the one that does not read.
      int last = first;
      while (last < first + 100) {
        last = quick.picture();
      }

      // What comes to the slow one: first what its buffers held, then the newest.
      int before = shown.get();
      int old = 0;
      while (slow.picture() < before) {
        old++;
      }
      assertThat(old).isLessThan(60);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "3"})
  void forgetsAViewerThatHangsUp(String command) throws Exception {
    try (Viewer gone = new Viewer()) {
      gone.send(command);
    }
    try (Viewer viewer = new Viewer()) {
      viewer.send("0");

      assertThat(viewer.picture()).isPositive();
    }
  }

  @Test
  void hangsUpOnAViewerOfWhomThousandsOfCommandsWait() throws Exception {
    try (Viewer viewer = new Viewer()) {
      viewer.send("0".repeat(100_000));

      await().atMost(Duration.ofSeconds(30)).until(() -> cannotSend(viewer));
    }
  }

  @Test
  void commandsBeyondAThousandASecondAreReadLater() throws Exception {
    try (Viewer viewer = new Viewer()) {
      long began = System.nanoTime();
      viewer.send("1".repeat(2500));
      // Apart, so that they are another read.
      viewer.expectNothing();
      viewer.send("0");

      assertThat(viewer.picture()).isPositive();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThan(Duration.ofMillis(1500));
    }
  }

  @Test
  void servesOurOwnViewer() throws Exception {
    List<LanMessage> messages =
        Source.from(List.of(LanCommand.PICTURE, LanCommand.CONFIRM, LanCommand.PICTURE))
            .concat(Source.maybe())
            .viaMat(
                LanViewer.create(1 << 20, Duration.ofMillis(20))
                    .join(
                        Tcp.get(loopback.system())
                            .outgoingConnection(edge.getHostString(), edge.getPort())),
                Keep.right())
            .take(2)
            .runWith(Sink.seq(), loopback.system())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);

    assertThat(messages).hasSize(2).allMatch(LanMessage.Picture.class::isInstance);
  }

  private static boolean cannotSend(Viewer viewer) {
    try {
      viewer.send("x");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private ByteString picture(int number) {
    return ByteString.fromArray(ByteBuffer.allocate(pictureBytes).putInt(number).array());
  }

  private final class Listener implements ViewerListener {
    @Override
    public void pictureSent(InetSocketAddress viewer) {
      sent.incrementAndGet();
    }

    @Override
    public void asksForShutdown(InetSocketAddress viewer) {
      shutdowns.add(viewer);
    }
  }

  /** A viewer, written from the description of its bytes alone. */
  private final class Viewer implements AutoCloseable {
    final Socket socket;
    final DataInputStream in;

    Viewer() throws IOException {
      socket = new Socket();
      socket.setReceiveBufferSize(64 * 1024);
      socket.connect(edge);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      in = new DataInputStream(socket.getInputStream());
    }

    void send(String command) throws IOException {
      socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
    }

    int picture() throws IOException {
      byte[] jpeg = new byte[in.readInt()];
      in.readFully(jpeg);
      return ByteBuffer.wrap(jpeg).getInt();
    }

    void expectUnknownCommand() throws IOException {
      byte[] text = new byte[15];
      in.readFully(text);
      assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("Unknown command");
    }

    void expectNothing() throws IOException {
      socket.setSoTimeout(200);
      try {
        int something = in.read();
        assertThat(something).as("a byte where nothing was to come").isNull();
      } catch (SocketTimeoutException nothing) {
        socket.setSoTimeout(30_000);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
