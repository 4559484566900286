package throng.edge.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class NpyFileTest {
  @Test
  void holdsTheValuesBehindAnAlignedHeader() {
    byte[] bytes = NpyFile.bytes(Outcomes.map(2, 3, 0, 0.5f, -1, 2, 3, 4.25f));

    ByteBuffer read = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(bytes, 0, 8, ISO_8859_1)).isEqualTo("\u0093NUMPY\u0001\u0000");
    int header = read.getShort(8);
    assertThat((10 + header) % 64).isZero();
    assertThat(new String(bytes, 10, header, ISO_8859_1))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
    float[] values = new float[6];
    read.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    assertThat(values).containsExactly(0, 0.5f, -1, 2, 3, 4.25f);
    assertThat(bytes).hasSize(10 + header + 24);
  }
}
