package throng.gpu.model;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an ONNX file has weights in other files, of whatever place. A tensor that has names them
 * in its field 13 ({@code external_data}), or says so in field 14 ({@code data_location}).
 *
 * <p>Tensors are in the graph's field 5, in attributes of nodes, and in graphs within these. Only
 * those fields are gone into.
 */
final class OnnxExternalData {
  /** A message's kind, with the fields that lead on. */
  private enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    FUNCTION,
    TENSOR
  }

  private static final int LENGTH_DELIMITED = 2;

  /** Graphs within graphs. */
  private static final int DEEPEST = 32;

  private OnnxExternalData() {}

  /** What is wrong with it, in words; empty: all its weights are in it. */
  static Optional<String> fault(byte[] network) {
    try {
      return isIn(ByteBuffer.wrap(network), Kind.MODEL, 0)
          ? Optional.of(
              "model.onnx has its weights in other files; save it with all of them inside.")
          : Optional.empty();
    } catch (RuntimeException broken) {
      return Optional.of(
          "model.onnx cannot be read to its end, so that nobody knows which files it would open; it is no ONNX file, or a part of it is missing.");
    }
  }

  private static boolean isIn(ByteBuffer message, Kind kind, int depth) {
    while (message.hasRemaining()) {
      long tag = OnnxOpset.varint(message);
      int field = (int) (tag >> 3);
      if (kind == Kind.TENSOR && (field == 13 || field == 14 && isSet(message.duplicate(), tag))) {
        return true;
      }
      Kind inner = (tag & 7) == LENGTH_DELIMITED ? inner(kind, field) : null;
      if (inner != null && depth == DEEPEST) {
        throw new IllegalArgumentException(
            "graphs within graphs, deeper than %d".formatted(DEEPEST));
      } else if (inner == null) {
        OnnxOpset.skip(message, (int) (tag & 7));
      } else {
        int length = OnnxOpset.length(message);
        ByteBuffer within = message.slice(message.position(), length);
        message.position(message.position() + length);
        if (isIn(within, inner, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSet(ByteBuffer value, long tag) {
    return (tag & 7) == 0 && OnnxOpset.varint(value) != 0;
  }

  private static @Nullable Kind inner(Kind kind, int field) {
    return switch (kind) {
      case MODEL -> field == 7 ? Kind.GRAPH : field == 25 ? Kind.FUNCTION : null;
      case GRAPH ->
          switch (field) {
            case 1 -> Kind.NODE;
            case 5 -> Kind.TENSOR;
            case 15 -> Kind.SPARSE;
            default -> null;
          };
      case FUNCTION -> field == 7 ? Kind.NODE : null;
      case NODE -> field == 5 ? Kind.ATTRIBUTE : null;
      case ATTRIBUTE ->
          switch (field) {
            case 5, 10 -> Kind.TENSOR;
            case 6, 11 -> Kind.GRAPH;
            case 22, 23 -> Kind.SPARSE;
            default -> null;
          };
      case SPARSE -> field == 1 || field == 2 ? Kind.TENSOR : null;
      case TENSOR -> null;
    };
  }
}
