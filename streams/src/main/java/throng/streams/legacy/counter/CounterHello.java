package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;

/** Says of one client what its protocol has no words for: who it is, and its pictures' size. */
final class CounterHello {
  private static final JpegHeader UNKNOWN = new JpegHeader(0, 0, 0);

  private final InetSocketAddress client;
  private Optional<JpegHeader> size = Optional.empty();

  CounterHello(InetSocketAddress client) {
    this.client = client;
  }

  /**
   * The messages that a frame is: a hello before the first, its size before the first of a size.
   */
  List<Message> messages(JpegFrame frame) {
    JpegHeader now = sizeOf(frame.jpeg());
    Optional<JpegHeader> before = size;
    size = Optional.of(now);
    Message counted = new Message.Frame(frame);
    if (before.isEmpty()) {
      return List.of(hello(now), counted);
    }
    boolean isSameSize =
        before.get().width() == now.width() && before.get().height() == now.height();
    return isSameSize
        ? List.of(counted)
        : List.of(new Message.SizeChanged(now.width(), now.height()), counted);
  }

  private static JpegHeader sizeOf(ByteString jpeg) {
    return JpegHeader.of(jpeg).orElse(UNKNOWN);
  }

  /** A lossless camera of the node {@code counter}, named after the client's address. */
  private Message.Hello hello(JpegHeader picture) {
    int version = Message.VERSIONS.get(0);
    return new Message.Hello(
        version,
        version,
        camera(client),
        ThreadLocalRandom.current().nextLong(),
        Mode.LOSSLESS,
        picture.width(),
        picture.height(),
        false,
        "");
  }

  static CameraId camera(InetSocketAddress client) {
    String host =
        client.isUnresolved() ? client.getHostString() : client.getAddress().getHostAddress();
    String name = host.replaceAll("[^A-Za-z0-9.]", "_") + "-" + client.getPort();
    return new CameraId("counter", name.substring(Math.max(0, name.length() - 64)));
  }
}
