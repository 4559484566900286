package throng.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;

/**
 * Many connections that each announce a large message and send it slowly, never to its end: half of
 * them in Throng's protocol, half as remote crowd counters' clients. One thread feeds them all.
 */
final class SlowSenders implements AutoCloseable {
  private static final int ANNOUNCED = 3_000_000;
  private static final int PIECE = 16_384;
  private static final int MOST = ANNOUNCED - 2 * PIECE;
  private static final int PAUSE_MILLIS = 50;

  private static final class Sender {
    final SocketChannel channel;
    ByteBuffer pending;
    int sent;

    Sender(SocketChannel channel, byte[] first) {
      this.channel = channel;
      this.pending = ByteBuffer.wrap(first);
    }
  }

  private final List<Sender> senders = new ArrayList<>();
  private final Thread feeder = new Thread(this::feed, "slow senders");
  private volatile boolean isOver;
  private volatile long bytes;

  /**
   * Connects them, and begins.
   *
   * @param throng the node's own port
   * @param counter where remote crowd counters' clients are served, by one message a block or not
   * @param token what the hellos say
   */
  SlowSenders(int count, String throng, String counter, String token) throws IOException {
    for (int i = 0; i < count; i++) {
      String at = i % 4 == 1 ? counter : throng;
      byte[] first = i % 2 == 0 ? hello(i, token) : "3000000         ".getBytes(US_ASCII);
      Sender sender = new Sender(SocketChannel.open(address(at)), first);
      sender.channel.configureBlocking(false);
      senders.add(sender);
    }
    feeder.setDaemon(true);
    feeder.start();
  }

  private static final java.nio.charset.Charset US_ASCII = StandardCharsets.US_ASCII;

  private static byte[] hello(int i, String token) {
    return WireCodec.encode(
            new Message.Hello(
                1, 1, new CameraId("slow", "s" + i), i, Mode.LOSSLESS, 640, 480, false, token),
            false)
        .toArray();
  }

  private static byte[] frameHeader() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    byte[] empty =
        WireCodec.encode(
                new Message.Frame(JpegFrame.of(0, 0, 0, 0, akka.util.ByteString.emptyByteString())),
                false)
            .toArray();
    header.write(ByteBuffer.allocate(4).putInt(empty.length - 4 + ANNOUNCED).array());
    header.write(empty, 4, empty.length - 4);
    return header.toByteArray();
  }

  static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  /** How many bytes all of them have sent. */
  long bytes() {
    return bytes;
  }

  /** How many have not been hung up on. */
  long open() {
    return senders.stream().filter(it -> it.channel.isOpen()).count();
  }

  private void feed() {
    byte[] header;
    try {
      header = frameHeader();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    while (!isOver) {
      long written = bytes;
      for (int i = 0; i < senders.size(); i++) {
        written += feed(senders.get(i), i % 2 == 0 ? header : new byte[0]);
      }
      bytes = written;
      java.util.concurrent.locks.LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000L);
    }
  }

  // Whoever is hung up on stays away; the others go on.
  private static int feed(Sender sender, byte[] header) {
    try {
      if (!sender.channel.isOpen()) {
        return 0;
      }
      boolean isAnswered =
          header.length == 0
              || sender.sent > 0
              || sender.channel.read(ByteBuffer.allocate(512)) > 0;
      if (!sender.pending.hasRemaining() && isAnswered && sender.sent < MOST) {
        sender.pending = next(sender, header);
      }
      return sender.channel.write(sender.pending);
    } catch (IOException hungUp) {
      close(sender.channel);
      return 0;
    }
  }

  private static ByteBuffer next(Sender sender, byte[] header) {
    if (sender.sent == 0 && header.length > 0) {
      sender.sent = 1;
      return ByteBuffer.wrap(header);
    }
    sender.sent += PIECE;
    return ByteBuffer.allocate(PIECE);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }

  /** A connection that says nothing yet. */
  static Socket connect(String hostAndPort) throws IOException {
    InetSocketAddress at = address(hostAndPort);
    Socket socket = new Socket(at.getAddress(), at.getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  @Override
  public void close() throws InterruptedException {
    isOver = true;
    feeder.join();
    senders.forEach(sender -> close(sender.channel));
  }
}
