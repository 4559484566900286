package throng.gpu.model;

import java.nio.ByteBuffer;

/**
 * Finds the opset in an ONNX file, a protobuf message {@code ModelProto}: field 8 holds an {@code
 * OperatorSetIdProto} of domain (1, empty for the standard operators) and version (2).
 */
final class OnnxOpset {
  private OnnxOpset() {}

  /** The version of the standard operators; 0 if the file does not say. */
  static long of(byte[] network) {
    try {
      return find(ByteBuffer.wrap(network));
    } catch (RuntimeException e) {
      // Only a remark in words hangs on it: ONNX Runtime judges the file itself.
      return 0;
    }
  }

  private static long find(ByteBuffer model) {
    while (model.hasRemaining()) {
      long tag = varint(model);
      if (tag == (8 << 3 | 2)) {
        int length = length(model);
        ByteBuffer set = model.slice(model.position(), length);
        model.position(model.position() + length);
        long version = standardVersion(set);
        if (version > 0) {
          return version;
        }
      } else {
        skip(model, (int) (tag & 7));
      }
    }
    return 0;
  }

  private static long standardVersion(ByteBuffer set) {
    long version = 0;
    boolean standard = true;
    while (set.hasRemaining()) {
      long tag = varint(set);
      if (tag == (2 << 3)) {
        version = varint(set);
      } else {
        standard &= tag != (1 << 3 | 2) || set.get(set.position()) == 0;
        skip(set, (int) (tag & 7));
      }
    }
    return standard ? version : 0;
  }

  static void skip(ByteBuffer from, int wireType) {
    switch (wireType) {
      case 0 -> varint(from);
      case 1 -> from.position(from.position() + 8);
      case 2 -> {
        int length = length(from);
        from.position(from.position() + length);
      }
      case 5 -> from.position(from.position() + 4);
      default -> throw new IllegalArgumentException("unknown wire type " + wireType);
    }
  }

  /** How long the field is that begins here. */
  static int length(ByteBuffer from) {
    long length = varint(from);
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("a field of %d bytes".formatted(length));
    }
    return (int) length;
  }

  static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }
}
