package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;
import throng.streams.frame.DensityMap;
import throng.streams.legacy.LegacyException;

/** A density map's bytes: three header fields, then float32 little-endian, row by row. */
final class MapBytes {
  private MapBytes() {}

  static Outgoing outgoing(DensityMap map, Transfer transfer) {
    ByteBuffer payload =
        ByteBuffer.allocate(map.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    payload.asFloatBuffer().put(map.values());
    ByteString header =
        HeaderField.encode(payload.capacity())
            .concat(HeaderField.encode(map.rows()))
            .concat(HeaderField.encode(map.columns()));
    return new Outgoing(transfer, header, ByteString.fromArrayUnsafe(payload.array()));
  }

  /** A map that has not begun; {@code payloadLength} reads its three header fields. */
  static Incoming incoming(ToIntFunction<long[]> payloadLength) {
    return new Incoming(
        payloadLength,
        Integer.MAX_VALUE,
        "density map's length",
        "density map's rows",
        "density map's columns");
  }

  /** The values of a map that came whole. */
  static float[] values(Incoming map) {
    float[] values = new float[map.length() / Float.BYTES];
    map.payload().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /**
   * The length of the payload that the header's fields announce.
   *
   * @throws LegacyException if they contradict each other, or it is above {@code maxBytes}
   */
  static int payloadLength(long[] fields, int maxBytes) {
    long length = fields[0];
    long rows = fields[1];
    long columns = fields[2];
    if (length > maxBytes || rows > maxBytes || columns > maxBytes) {
      throw new LegacyException(
          LegacyException.Reason.TOO_LARGE,
          "The server announced a density map of %d bytes, %d rows and %d columns; at most %d bytes are read."
              .formatted(length, rows, columns, maxBytes));
    }
    if (length == 0 || length % Float.BYTES != 0 || length / Float.BYTES != rows * columns) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT,
          "The server announced a density map of %d bytes, but %d rows of %d columns are %d values of 4 bytes."
              .formatted(length, rows, columns, rows * columns));
    }
    return (int) length;
  }
}
