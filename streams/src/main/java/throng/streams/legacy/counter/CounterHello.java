package throng.streams.legacy.counter;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;

/** Says of one client what its protocol has no words for: who it is, and its pictures' size. */
final class CounterHello {
  private final InetSocketAddress client;
  private boolean hasSaidHello;
  private int width;
  private int height;

  CounterHello(InetSocketAddress client) {
    this.client = client;
  }

  /**
   * The messages that a frame is: a hello before the first, its size before the first of a size.
   */
  List<Message> messages(JpegFrame frame) {
    boolean isSameSize = width == frame.width() && height == frame.height();
    width = frame.width();
    height = frame.height();
    Message counted = new Message.Frame(frame);
    if (!hasSaidHello) {
      hasSaidHello = true;
      return List.of(hello(), counted);
    }
    return isSameSize ? List.of(counted) : List.of(new Message.SizeChanged(width, height), counted);
  }

  /** A lossless camera of the node {@code counter}, named after the client's address. */
  private Message.Hello hello() {
    int version = Message.VERSIONS.get(0);
    return new Message.Hello(
        version,
        version,
        camera(client),
        ThreadLocalRandom.current().nextLong(),
        Mode.LOSSLESS,
        width,
        height,
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
