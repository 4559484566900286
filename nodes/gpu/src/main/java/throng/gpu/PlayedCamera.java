package throng.gpu;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import throng.gpu.model.Models;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;

/** What an edge says whose camera sends its next picture with each answer to one before. */
final class PlayedCamera {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  private static final int AT_ONCE = 4;

  private final ByteString jpeg = Models.probe(WIDTH, HEIGHT);
  private long sequence;

  static Message hello(String token) {
    int version = Message.VERSIONS.get(0);
    return new Message.Hello(
        version,
        version,
        new CameraId("rehearsal", "camera"),
        0,
        Mode.LOSSLESS,
        WIDTH,
        HEIGHT,
        true,
        token);
  }

  /** The answers to what the node says. */
  Iterable<Message> answers(Message said) {
    int frames = said instanceof Message.Welcome ? AT_ONCE : said instanceof Message.Reply ? 1 : 0;
    List<Message> next = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      next.add(new Message.Frame(JpegFrame.of(sequence++, 0, 0, 0, jpeg)));
    }
    return next;
  }
}
