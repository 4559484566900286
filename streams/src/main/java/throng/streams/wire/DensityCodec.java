package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.BAD_MESSAGE;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import throng.streams.frame.DensityMap;

/** A density map's bytes, both ways. */
final class DensityCodec {
  private DensityCodec() {}

  static ByteString encode(DensityMap map, boolean halfFloats) {
    int cells = map.values().length;
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
    if (!Double.isFinite(count)) {
      throw new WireException(BAD_MESSAGE, "A density map's count is " + count + ", no number");
    }
    DensityMap.Timing timing =
        new DensityMap.Timing(
            in.getInt(), in.getInt(), in.getInt(), Short.toUnsignedInt(in.getShort()));
    float[] values = values(in, in.get(), rows * columns);
    return new DensityMap(sequence, capturedNanos, rows, columns, count, values, timing);
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

  private static void getHalves(ShortBuffer in, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = HalfFloat.toFloat(in.get());
    }
  }
}
