package throng.streams.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.testing.StreamSystem;

/** What a peer in any language sees on a real socket. */
class WireOverTcpTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private final ActorSystem system = SYSTEM.get();
  private Tcp.ServerBinding binding;

  @BeforeEach
  void listen() throws Exception {
    // Welcomes each hello, and answers nothing.
    Flow<Message, Message, ?> logic =
        Flow.<Message>create()
            .filter(message -> message instanceof Message.Hello)
            .map(hello -> WireExamples.named("welcome").message());
    Flow<ByteString, ByteString, ?> node =
        logic.join(Liveness.create(TestLimits.NODE).atop(WireFlow.node(TestLimits.NODE)));
    binding =
        Tcp.get(system)
            .bind("127.0.0.1", 0, 10, List.of(), true, Optional.empty())
            .toMat(Sink.foreach(connection -> connection.handleWith(node, system)), Keep.left())
            .run(system)
            .toCompletableFuture()
            .get(30, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    binding.unbind().toCompletableFuture().get(30, SECONDS);
  }

  @Test
  void theSentenceReachesAPeerThatIsStillWriting() throws IOException {
    try (Socket peer = connect()) {
      OutputStream out = peer.getOutputStream();
      out.write("POST /upload HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      out.write(new byte[300_000]);

      ByteString answer = ByteString.fromArray(peer.getInputStream().readAllBytes());

      Message.Refused refused = (Message.Refused) decode(answer);
      assertThat(refused.code()).isEqualTo(RefusedCode.NOT_THRONG);
      assertThat(refused.sentence()).contains("HTTP");
    }
  }

  @Test
  void littleIsReadOfAPeerThatWasRefusedAndWritesOn() throws IOException {
    try (Socket peer = connect()) {
      peer.getOutputStream().write("POST /upload HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

      assertThat(writtenUntilReset(peer, 64 << 20)).isLessThan(16 << 20);
    }
  }

  /** How much a peer gets rid of, of so many bytes. */
  private static long writtenUntilReset(Socket peer, long most) throws IOException {
    byte[] some = new byte[64 << 10];
    long written = 0;
    try {
      while (written < most) {
        peer.getOutputStream().write(some);
        written += some.length;
      }
    } catch (SocketException reset) {
      return written;
    }
    return written;
  }

  @Test
  void theGoodbyeReachesAPeerWhoseFrameIsFarTooLarge() throws IOException {
    try (Socket peer = connect()) {
      OutputStream out = peer.getOutputStream();
      out.write(bytes("hello"));
      byte[] welcome = message(peer);
      out.write(ByteBuffer.allocate(5).putInt(100 << 20).put((byte) 4).array());
      out.write(new byte[300_000]);

      ByteString answer = ByteString.fromArray(peer.getInputStream().readAllBytes());

      assertThat(welcome[4]).isEqualTo((byte) WireFormat.WELCOME);
      assertThat(((Message.Goodbye) decode(answer)).reason())
          .isEqualTo(GoodbyeReason.FRAME_TOO_LARGE);
    }
  }

  @Test
  void oneBrokenPeerDisturbsNoOther() throws IOException {
    try (Socket good = connect();
        Socket bad = connect()) {
      good.getOutputStream().write(bytes("hello"));
      message(good);
      bad.getOutputStream().write(new byte[8]);
      bad.getInputStream().readAllBytes();

      good.getOutputStream().write(bytes("ping"));

      ByteString answer = ByteString.fromArray(good.getInputStream().readNBytes(13));
      while (!(decode(answer) instanceof Message.Pong)) {
        answer = ByteString.fromArray(good.getInputStream().readNBytes(13));
      }
      assertThat(decode(answer)).isEqualTo(new Message.Pong(5));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), binding.localAddress().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** The next message, its length and type included. */
  private static byte[] message(Socket peer) throws IOException {
    byte[] length = peer.getInputStream().readNBytes(4);
    byte[] rest = peer.getInputStream().readNBytes(ByteBuffer.wrap(length).getInt());
    return ByteBuffer.allocate(4 + rest.length).put(length).put(rest).array();
  }

  private static byte[] bytes(String example) {
    ByteBuffer buffer = WireExamples.named(example).bytes().asByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Message decode(ByteString bytes) {
    return WireCodec.decode(bytes.apply(4), bytes.drop(WireFormat.PREFIX), 0);
  }
}
