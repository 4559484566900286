package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.BAD_HELLO;
import static throng.streams.wire.WireException.Kind.BAD_MESSAGE;
import static throng.streams.wire.WireException.Kind.NOT_THRONG;
import static throng.streams.wire.WireException.Kind.VERSION;

import akka.util.ByteString;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** From a body to its message. */
final class MessageDecoder {
  private MessageDecoder() {}

  static Message decode(int type, ByteString body, int maxMapCells) {
    try {
      return type == WireFormat.FRAME ? frame(body) : other(type, body.asByteBuffer(), maxMapCells);
    } catch (BufferUnderflowException tooShort) {
      throw new WireException(
          type == WireFormat.HELLO ? BAD_HELLO : BAD_MESSAGE,
          "A %s message ends after %d bytes, in the middle of a field"
              .formatted(WireFormat.name(type), body.size()));
    }
  }

  private static Message other(int type, ByteBuffer in, int maxMapCells) {
    return switch (type) {
      case WireFormat.HELLO -> hello(in);
      case WireFormat.WELCOME -> welcome(in);
      case WireFormat.REFUSED ->
          new Message.Refused(refusedCode(in), WireText.getPrintable(in, BAD_MESSAGE));
      case WireFormat.SIZE_CHANGED ->
          new Message.SizeChanged(size(in, "width", BAD_MESSAGE), size(in, "height", BAD_MESSAGE));
      case WireFormat.DENSITY_MAP -> new Message.Reply(DensityCodec.decode(in, maxMapCells));
      case WireFormat.SKIPPED ->
          new Message.Reply(
              new Skipped(sequence(in), skipReason(in), WireText.getPrintable(in, BAD_MESSAGE)));
      case WireFormat.PING -> new Message.Ping(in.getLong());
      case WireFormat.PONG -> new Message.Pong(in.getLong());
      case WireFormat.GOODBYE ->
          new Message.Goodbye(goodbyeReason(in), WireText.getPrintable(in, BAD_MESSAGE));
      case WireFormat.PAIR -> pair(in);
      case WireFormat.PAIRED -> paired(in);
      default -> throw new WireException(BAD_MESSAGE, "There is no message type " + type);
    };
  }

  private static Message frame(ByteString body) {
    ByteBuffer in = body.take(WireFormat.FRAME_HEADER).asByteBuffer();
    long sequence = sequence(in);
    long capturedNanos = in.getLong();
    long capturedMillis = in.getLong();
    int worthMillis = in.getInt();
    in.get(); // The flags, all of a later version.
    if (worthMillis < 0) {
      throw new WireException(
          BAD_MESSAGE,
          "Frame %d is worth %d ms; it must be 0 or more".formatted(sequence, worthMillis));
    }
    ByteString jpeg = body.drop(WireFormat.FRAME_HEADER);
    return new Message.Frame(
        JpegFrame.of(sequence, capturedNanos, capturedMillis, worthMillis, jpeg));
  }

  static Message.OversizedFrame oversized(ByteString header, long jpegBytes) {
    ByteBuffer in = header.asByteBuffer();
    return new Message.OversizedFrame(sequence(in), in.getLong(), jpegBytes);
  }

  static long sequence(ByteBuffer in) {
    long sequence = in.getLong();
    if (sequence < 0) {
      throw new WireException(
          BAD_MESSAGE, "A sequence number is %d; it must be 0 or more".formatted(sequence));
    }
    return sequence;
  }

  private static Message hello(ByteBuffer in) {
    if (in.getInt() != WireFormat.MAGIC) {
      throw new WireException(NOT_THRONG, "The first message does not begin with THRG");
    }
    int oldest = Short.toUnsignedInt(in.getShort());
    int newest = Short.toUnsignedInt(in.getShort());
    if (WireFormat.negotiate(oldest, newest).isEmpty()) {
      throw new WireException(
          VERSION,
          "The edge speaks the protocol's versions %d to %d, this node %s: update the older one"
              .formatted(oldest, newest, Message.VERSIONS));
    }
    long instance = in.getLong();
    int width = size(in, "width", BAD_HELLO);
    int height = size(in, "height", BAD_HELLO);
    Mode mode = mode(in.get());
    boolean halfFloats = (in.get() & WireFormat.HALF_FLOATS) != 0;
    CameraId camera = camera(WireText.get(in, BAD_HELLO), WireText.get(in, BAD_HELLO));
    return new Message.Hello(
        oldest,
        newest,
        camera,
        instance,
        mode,
        width,
        height,
        halfFloats,
        WireText.get(in, BAD_HELLO));
  }

  private static Message pair(ByteBuffer in) {
    if (in.getInt() != WireFormat.MAGIC) {
      throw new WireException(NOT_THRONG, "The first message does not begin with THRG");
    }
    return new Message.Pair(
        WireText.getBytes(in), WireText.getBytes(in), WireText.getPrintable(in, BAD_MESSAGE));
  }

  private static Message paired(ByteBuffer in) {
    int number = Byte.toUnsignedInt(in.get());
    List<ByteString> certificates = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      certificates.add(WireText.getBytes(in));
    }
    return new Message.Paired(certificates);
  }

  private static CameraId camera(String node, String camera) {
    try {
      return new CameraId(node, camera);
    } catch (IllegalArgumentException wrong) {
      throw new WireException(BAD_HELLO, String.valueOf(wrong.getMessage()));
    }
  }

  private static Mode mode(byte mode) {
    return switch (mode) {
      case WireFormat.MODE_LIVE -> Mode.LIVE;
      case WireFormat.MODE_LOSSLESS -> Mode.LOSSLESS;
      default ->
          throw new WireException(
              BAD_HELLO, "The hello's mode is %d; it must be 1 or 2".formatted(mode));
    };
  }

  private static int size(ByteBuffer in, String what, WireException.Kind kind) {
    int size = in.getInt();
    if (size < 0) {
      throw new WireException(
          kind, "A picture's %s is %d; it must be 0 or more".formatted(what, size));
    }
    return size;
  }

  private static Message welcome(ByteBuffer in) {
    int version = Short.toUnsignedInt(in.getShort());
    if (!Message.VERSIONS.contains(version)) {
      throw new WireException(
          VERSION,
          "The node chose version %d of the protocol; this edge speaks %s"
              .formatted(version, Message.VERSIONS));
    }
    int window = Short.toUnsignedInt(in.getShort());
    long session = in.getLong();
    int maxFrameBytes = in.getInt();
    int maxPixels = in.getInt();
    if (window < 1 || maxFrameBytes < 1 || maxPixels < 1) {
      throw new WireException(
          BAD_MESSAGE,
          "The welcome's window is %d, its limits are %d bytes and %d pixels; each must be above 0"
              .formatted(window, maxFrameBytes, maxPixels));
    }
    boolean halfFloats = (in.get() & WireFormat.HALF_FLOATS) != 0;
    String name = WireText.getPrintable(in, BAD_MESSAGE);
    String modelVersion = WireText.getPrintable(in, BAD_MESSAGE);
    return new Message.Welcome(
        version, session, window, maxFrameBytes, maxPixels, halfFloats, name, modelVersion);
  }

  // An edge of this version must understand that a later node refuses it, whatever the code.
  private static RefusedCode refusedCode(ByteBuffer in) {
    int code = Short.toUnsignedInt(in.getShort());
    for (RefusedCode known : RefusedCode.values()) {
      if (known.code() == code) {
        return known;
      }
    }
    return RefusedCode.UNAVAILABLE;
  }

  private static GoodbyeReason goodbyeReason(ByteBuffer in) {
    int code = Short.toUnsignedInt(in.getShort());
    for (GoodbyeReason known : GoodbyeReason.values()) {
      if (known.code() == code) {
        return known;
      }
    }
    return GoodbyeReason.DONE;
  }

  private static SkipReason skipReason(ByteBuffer in) {
    int code = Short.toUnsignedInt(in.getShort());
    for (SkipReason known : SkipReason.values()) {
      if (known.code() == code && code != 0) {
        return known;
      }
    }
    throw new WireException(BAD_MESSAGE, "There is no reason %d for a skip".formatted(code));
  }
}
