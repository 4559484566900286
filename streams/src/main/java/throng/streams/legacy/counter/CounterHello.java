package throng.streams.legacy.counter;

import java.net.InetSocketAddress;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;

/** The hello that a remote crowd counter's client would have sent, had its protocol one. */
public final class CounterHello {
  private CounterHello() {}

  /**
   * A lossless camera of the node {@code counter}, named after the client's address: each
   * connection is a camera of its own.
   *
   * @param instance the connection's number
   */
  public static Message.Hello of(InetSocketAddress client, long instance) {
    int version = Message.VERSIONS.get(0);
    String host = client.getAddress().getHostAddress().replaceAll("[^A-Za-z0-9.]", "_");
    CameraId camera = new CameraId("counter", host + "-" + client.getPort());
    return new Message.Hello(version, version, camera, instance, Mode.LOSSLESS, 0, 0, false, "");
  }
}
