package throng.edge.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import throng.streams.frame.DensityMap;

/**
 * NumPy's file format, version 1.0: magic, version, header's length, header, float32 values.
 *
 * <pre>
 *  0           6     8      10                    10 + n, a multiple of 64
 *  +-----------+-----+------+---------------------+-----------------------+
 *  | 93h NUMPY | 1 0 | n LE | {'descr': … } LF    | rows × columns floats |
 *  +-----------+-----+------+---------------------+-----------------------+
 * </pre>
 */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  static void write(Path file, DensityMap map) throws IOException {
    Files.write(file, bytes(map));
  }

  static byte[] bytes(DensityMap map) {
    byte[] header = header(map.rows(), map.columns()).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(MAGIC.length + 2 + header.length + map.values().length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putShort((short) header.length).put(header);
    out.asFloatBuffer().put(map.values());
    return out.array();
  }

  private static String header(int rows, int columns) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
            rows,
            columns);
    int before = MAGIC.length + 2;
    int length = before + text.length() + 1;
    int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    return text + " ".repeat(padding) + "\n";
  }
}
