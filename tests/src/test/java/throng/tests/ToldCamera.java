package throng.tests;

import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireDecoder;
import throng.streams.wire.WireLimits;

/** A camera of {@code lobby} that sends a picture whenever it is told to, and tells the answers. */
final class ToldCamera implements AutoCloseable {
  private final Socket socket;
  private final WireDecoder decoder =
      WireDecoder.edge(
          WireLimits.from(Block.of("throng.edge-node", ConfigFactory.load()).block("limits")));

  private ToldCamera(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param answers is told of each, on a thread of its own
   */
  static ToldCamera connect(HostAndPort node, String name, Consumer<FrameReply> answers)
      throws IOException {
    ToldCamera camera = new ToldCamera(new Socket(node.host(), node.port()));
    camera.write(
        new Message.Hello(
            1, 1, new CameraId("lobby", name), 1, Mode.LOSSLESS, 640, 480, false, ""));
    if (!(camera.read() instanceof Message.Welcome)) {
      throw new IOException("The camera is not welcome.");
    }
    Thread reader = new Thread(() -> camera.readAnswers(answers), name);
    reader.setDaemon(true);
    reader.start();
    return camera;
  }

  /** Sends a picture that may be answered at any time. */
  void send(long sequence, ByteString jpeg) throws IOException {
    write(new Message.Frame(JpegFrame.of(sequence, 0, 0, 0, jpeg)));
  }

  private synchronized void write(Message message) throws IOException {
    socket.getOutputStream().write(WireCodec.encode(message, false).toArray());
  }

  private void readAnswers(Consumer<FrameReply> answers) {
    try {
      for (Message message = read(); message != null; message = read()) {
        if (message instanceof Message.Reply reply) {
          answers.accept(reply.reply());
        } else if (message instanceof Message.Ping ping) {
          write(new Message.Pong(ping.nonce()));
        }
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  private @Nullable Message read() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    while (true) {
      Message message = decoder.poll(0);
      if (message != null) {
        return message;
      }
      int count = in.read(buffer);
      if (count < 0) {
        return null;
      }
      decoder.offer(ByteString.fromArray(buffer, 0, count), 0);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
