package throng.streams.wire;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** From a message to its bytes. */
final class MessageEncoder {
  private MessageEncoder() {}

  static ByteString encode(Message message, boolean halfFloats) {
    if (message instanceof Message.Frame frame) {
      return frame(frame.frame());
    } else if (message instanceof Message.Reply reply) {
      return reply(reply.reply(), halfFloats);
    } else if (message instanceof Message.Hello hello) {
      return hello(hello);
    } else if (message instanceof Message.Welcome welcome) {
      return welcome(welcome);
    } else if (message instanceof Message.Refused refused) {
      return coded(WireFormat.REFUSED, refused.code().code(), refused.sentence());
    } else if (message instanceof Message.Goodbye goodbye) {
      return coded(WireFormat.GOODBYE, goodbye.reason().code(), goodbye.sentence());
    } else if (message instanceof Message.SizeChanged size) {
      return done(message(WireFormat.SIZE_CHANGED, 8).putInt(size.width()).putInt(size.height()));
    } else if (message instanceof Message.Ping ping) {
      return done(message(WireFormat.PING, 8).putLong(ping.nonce()));
    } else if (message instanceof Message.Pong pong) {
      return done(message(WireFormat.PONG, 8).putLong(pong.nonce()));
    } else if (message instanceof Message.Pair pair) {
      return pair(pair);
    } else if (message instanceof Message.Paired paired) {
      return paired(paired.certificates());
    }
    throw new IllegalArgumentException("Never on the wire: " + message);
  }

  /** A buffer of the whole message's length, length and type already in it. */
  static ByteBuffer message(int type, int body) {
    return ByteBuffer.allocate(WireFormat.PREFIX + body).putInt(1 + body).put((byte) type);
  }

  private static ByteString done(ByteBuffer out) {
    return ByteString.fromArrayUnsafe(out.array());
  }

  private static ByteString frame(JpegFrame frame) {
    int jpeg = frame.jpeg().size();
    ByteBuffer out = ByteBuffer.allocate(WireFormat.PREFIX + WireFormat.FRAME_HEADER);
    out.putInt(1 + WireFormat.FRAME_HEADER + jpeg).put((byte) WireFormat.FRAME);
    out.putLong(frame.sequence()).putLong(frame.capturedNanos()).putLong(frame.capturedMillis());
    out.putInt(frame.worthMillis()).put((byte) 0);
    return done(out).concat(frame.jpeg());
  }

  private static ByteString reply(FrameReply reply, boolean halfFloats) {
    if (reply instanceof DensityMap map) {
      return DensityCodec.encode(map, halfFloats);
    }
    Skipped skipped = (Skipped) reply;
    if (skipped.reason() == SkipReason.GIVEN_UP) {
      throw new IllegalArgumentException("Never on the wire: " + skipped);
    }
    byte[] sentence = WireText.cut(skipped.sentence());
    ByteBuffer out = message(WireFormat.SKIPPED, 12 + sentence.length);
    out.putLong(skipped.sequence()).putShort((short) skipped.reason().code());
    WireText.put(out, sentence);
    return done(out);
  }

  private static ByteString hello(Message.Hello hello) {
    byte[] node = WireText.whole("node's name", hello.camera().node());
    byte[] camera = WireText.whole("camera's name", hello.camera().camera());
    byte[] token = WireText.whole("access token", hello.token());
    ByteBuffer out = message(WireFormat.HELLO, 26 + 6 + node.length + camera.length + token.length);
    out.putInt(WireFormat.MAGIC);
    out.putShort((short) hello.oldestVersion()).putShort((short) hello.newestVersion());
    out.putLong(hello.instance()).putInt(hello.width()).putInt(hello.height());
    boolean live = hello.mode() == Mode.LIVE;
    out.put((byte) (live ? WireFormat.MODE_LIVE : WireFormat.MODE_LOSSLESS));
    out.put((byte) (hello.halfFloats() ? WireFormat.HALF_FLOATS : 0));
    WireText.put(out, node);
    WireText.put(out, camera);
    WireText.put(out, token);
    return done(out);
  }

  private static ByteString welcome(Message.Welcome welcome) {
    byte[] model = WireText.cut(welcome.modelName());
    byte[] version = WireText.cut(welcome.modelVersion());
    ByteBuffer out = message(WireFormat.WELCOME, 21 + 4 + model.length + version.length);
    out.putShort((short) welcome.version()).putShort((short) welcome.window());
    out.putLong(welcome.session()).putInt(welcome.maxFrameBytes()).putInt(welcome.maxPixels());
    out.put((byte) (welcome.halfFloats() ? WireFormat.HALF_FLOATS : 0));
    WireText.put(out, model);
    WireText.put(out, version);
    return done(out);
  }

  private static ByteString pair(Message.Pair pair) {
    byte[] whom = WireText.whole("certificate's name", pair.whom());
    int body = 4 + 6 + pair.secret().size() + pair.publicKey().size() + whom.length;
    ByteBuffer out = message(WireFormat.PAIR, checked(body));
    out.putInt(WireFormat.MAGIC);
    WireText.put(out, pair.secret().toArrayUnsafe());
    WireText.put(out, pair.publicKey().toArrayUnsafe());
    WireText.put(out, whom);
    return done(out);
  }

  private static ByteString paired(List<ByteString> certificates) {
    int body = 1 + certificates.stream().mapToInt(each -> 2 + each.size()).sum();
    ByteBuffer out = message(WireFormat.PAIRED, checked(body)).put((byte) certificates.size());
    certificates.forEach(each -> WireText.put(out, each.toArrayUnsafe()));
    return done(out);
  }

  private static int checked(int body) {
    if (body >= WireFormat.MAX_CONTROL) {
      throw new IllegalArgumentException("Certificates of " + body + " bytes are too many");
    }
    return body;
  }

  private static ByteString coded(int type, int code, String sentence) {
    byte[] text = WireText.cut(sentence);
    ByteBuffer out = message(type, 4 + text.length).putShort((short) code);
    WireText.put(out, text);
    return done(out);
  }
}
