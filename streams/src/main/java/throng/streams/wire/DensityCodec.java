package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.BAD_MESSAGE;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import throng.streams.frame.DensityMap;
import throng.streams.frame.PeopleCount;

/** A density map's bytes, both ways. */
final class DensityCodec {
  private DensityCodec() {}

  static ByteString encode(DensityMap map, boolean mayBeHalfFloats) {
    int cells = map.values().length;
    boolean halfFloats = mayBeHalfFloats && fitHalfFloats(map.values());
    int body = WireFormat.MAP_HEADER + cells * (halfFloats ? Short.BYTES : Float.BYTES);
    ByteBuffer out = MessageEncoder.message(WireFormat.DENSITY_MAP, body);
    out.putLong(map.sequence()).putLong(map.capturedNanos());
    out.putInt(map.rows()).putInt(map.columns()).putDouble(map.count());
    DensityMap.Timing timing = map.timing();
    out.putInt(timing.queuedMicros()).putInt(timing.decodeMicros());
    out.putInt(timing.inferenceMicros()).putShort((short) timing.batch());
    out.put((byte) (halfFloats ? WireFormat.ENCODING_HALF : WireFormat.ENCODING_FLOAT));
    out.order(ByteOrder.LITTLE_ENDIAN);
    if (halfFloats) {
      putHalves(out.asShortBuffer(), map.values());
    } else {
      out.asFloatBuffer().put(map.values());
    }
    return ByteString.fromArrayUnsafe(out.array());
  }

  /** What is beyond a half float would arrive as infinite, and end the connection. */
  private static boolean fitHalfFloats(float[] values) {
    for (float value : values) {
      if (Math.abs(value) > HalfFloat.MAX) {
        return false;
      }
    }
    return true;
  }

  private static void putHalves(ShortBuffer out, float[] values) {
    for (float value : values) {
      out.put(HalfFloat.fromFloat(value));
    }
  }

  static DensityMap decode(ByteBuffer in, int maxCells) {
    long sequence = MessageDecoder.sequence(in);
    long capturedNanos = in.getLong();
    int rows = in.getInt();
    int columns = in.getInt();
    checkSize(rows, columns, maxCells);
    double count = in.getDouble();
    if (!PeopleCount.isOne(count)) {
      throw new WireException(
          BAD_MESSAGE,
          "A density map's count is %s; it must be from 0 to %.0f"
              .formatted(count, PeopleCount.MOST));
    }
    DensityMap.Timing timing =
        new DensityMap.Timing(
            in.getInt(), in.getInt(), in.getInt(), Short.toUnsignedInt(in.getShort()));
    float[] values = values(in, in.get(), rows * columns);
    checkSum(count, values);
    return new DensityMap(sequence, capturedNanos, rows, columns, count, values, timing);
  }

  /** Refuses a map whose cells come in half floats, where the welcome did not say so. */
  static void checkEncoding(ByteString body) {
    boolean isWhole = body.size() >= WireFormat.MAP_HEADER;
    if (isWhole && body.apply(WireFormat.MAP_HEADER - 1) == WireFormat.ENCODING_HALF) {
      throw new WireException(
          BAD_MESSAGE, "A density map came in half floats, which the welcome did not announce");
    }
  }

  private static void checkSize(int rows, int columns, int maxCells) {
    if (rows < 1 || columns < 1 || (long) rows * columns > maxCells) {
      throw new WireException(
          BAD_MESSAGE,
          "A density map of %d rows and %d columns came; up to %d cells are taken"
              .formatted(rows, columns, maxCells));
    }
  }

  private static float[] values(ByteBuffer in, byte encoding, int cells) {
    int size = encoding == WireFormat.ENCODING_HALF ? Short.BYTES : Float.BYTES;
    if (encoding != WireFormat.ENCODING_HALF && encoding != WireFormat.ENCODING_FLOAT) {
      throw new WireException(
          BAD_MESSAGE, "A density map's encoding is %d, which is none".formatted(encoding));
    }
    // Compared before the array is made: a short message must not take a large map's memory.
    if ((long) cells * size > in.remaining()) {
      throw new WireException(
          BAD_MESSAGE,
          "A density map of %d cells came with %d bytes of them; %d are missing"
              .formatted(cells, in.remaining(), (long) cells * size - in.remaining()));
    }
    float[] values = new float[cells];
    in.order(ByteOrder.LITTLE_ENDIAN);
    if (encoding == WireFormat.ENCODING_HALF) {
      getHalves(in.asShortBuffer(), values);
    } else {
      in.asFloatBuffer().get(values);
    }
    return values;
  }

  /** Holds each cell to what one can be, and the count to their sum. */
  private static void checkSum(double count, float[] values) {
    double sum = 0;
    double magnitude = 0;
    for (float value : values) {
      if (!PeopleCount.isCell(value)) {
        throw new WireException(
            BAD_MESSAGE,
            "A density map's cell is %s; it must be from -%2$.0f to %2$.0f"
                .formatted(value, PeopleCount.MOST));
      }
      sum += value;
      magnitude += Math.abs(value);
    }
    if (!PeopleCount.isSum(count, sum, magnitude, values.length)) {
      throw new WireException(
          BAD_MESSAGE,
          "A density map's count is %s, but its cells' sum is %s".formatted(count, sum));
    }
  }

  private static void getHalves(ShortBuffer in, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = HalfFloat.toFloat(in.get());
    }
  }
}
