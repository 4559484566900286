package throng.actors.testing;

import akka.util.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireDecoder;
import throng.streams.wire.WireLimits;

/** An edge that writes what a test tells it to, byte by byte, over a plain socket or by TLS. */
public final class HandWrittenEdge implements AutoCloseable {
  private static final int MAP_CELLS = 10_000;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final WireDecoder decoder;
  private final Timer alive = new Timer(true);

  public HandWrittenEdge(InetSocketAddress node, WireLimits limits) throws IOException {
    this(connected(node), limits);
  }

  /**
   * Has its handshake over, as this side sees it.
   *
   * @param tls what it shows, and whom it believes
   */
  public HandWrittenEdge(InetSocketAddress node, WireLimits limits, SSLContext tls)
      throws IOException {
    this(encrypted(connected(node), tls), limits);
  }

  private HandWrittenEdge(Socket socket, WireLimits limits) {
    this.socket = socket;
    decoder = WireDecoder.edge(withMaps(limits));
  }

  private static Socket connected(InetSocketAddress node) throws IOException {
    Socket socket = new Socket();
    socket.connect(node, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static Socket encrypted(Socket plain, SSLContext tls) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "node", plain.getPort(), true);
    socket.startHandshake();
    return socket;
  }

  public static Message.Hello hello(String camera, long instance, String token) {
    return new Message.Hello(
        1, 1, new CameraId("lobby", camera), instance, Mode.LIVE, 640, 480, false, token);
  }

  /** The hello of an edge that may be sent elsewhere. */
  public static Message.Hello movable(String camera, int redirects, int attempt) {
    return new Message.Hello(
        1,
        1,
        new CameraId("lobby", camera),
        1,
        Mode.LIVE,
        640,
        480,
        false,
        "",
        new Message.Routing(true, redirects, attempt, ""));
  }

  /** The hello of an edge that asks for a network. */
  public static Message.Hello asking(String camera, String model) {
    return new Message.Hello(
        1,
        1,
        new CameraId("lobby", camera),
        1,
        Mode.LIVE,
        640,
        480,
        false,
        "",
        new Message.Routing(false, 0, 1, model));
  }

  /** Says hello as this camera and reads the welcome. */
  public HandWrittenEdge welcomed(String camera) throws IOException {
    write(hello(camera, 1, ""));
    if (!(read() instanceof Message.Welcome)) {
      throw new AssertionError("The edge is not welcome.");
    }
    return this;
  }

  /** Gives a sign of life now and then, as an edge that answers pings does. */
  public HandWrittenEdge keptAlive() {
    alive.schedule(
        new TimerTask() {
          @Override
          public void run() {
            try {
              write(new Message.Pong(0));
            } catch (IOException closed) {
              cancel();
            }
          }
        },
        200,
        200);
    return this;
  }

  public void write(Message message) throws IOException {
    write(WireCodec.encode(message, false).toArray());
  }

  public synchronized void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a picture of this size. */
  public void frame(long sequence, ByteString jpeg) throws IOException {
    write(new Message.Frame(JpegFrame.of(sequence, 5, 0, 0, jpeg)));
  }

  /** Has a picture with so many people counted, and gives the count. */
  public double count(int people) throws IOException {
    frame(people, Jpegs.of(640, 480, people));
    Message.Reply reply = (Message.Reply) Objects.requireNonNull(read());
    return ((DensityMap) reply.reply()).count();
  }

  /** Waits no longer than this for the node's next message. */
  public void giveUpAfter(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  /** Whether something has come that was not read yet. */
  public boolean hasBytes() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Says that nothing more comes, without a goodbye. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection at once, as a network that breaks does. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    close();
  }

  /** The node's next message, pings left out; null: it has closed. */
  public @Nullable Message read() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    while (true) {
      Message message = decoder.poll(0);
      if (message != null && !(message instanceof Message.Ping)) {
        return message;
      }
      int count = message == null ? in.read(buffer) : 0;
      if (count < 0) {
        return null;
      }
      decoder.offer(ByteString.fromArray(buffer, 0, count), 0);
    }
  }

  @Override
  public void close() throws IOException {
    alive.cancel();
    socket.close();
  }

  private static WireLimits withMaps(WireLimits node) {
    return new WireLimits(
        node.maxFrameBytes(),
        node.discardLimit(),
        node.maxPixels(),
        MAP_CELLS,
        node.handshakeTimeout(),
        node.pingAfter(),
        node.silenceTimeout(),
        node.messageGrace(),
        node.minRate(),
        node.messagesPerSecond(),
        node.writeStallTimeout(),
        node.linger());
  }
}
