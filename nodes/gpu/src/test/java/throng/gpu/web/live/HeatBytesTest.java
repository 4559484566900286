package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.frame.DensityMap;

class HeatBytesTest {
  @Test
  void aByteIsTheRootOfPeopleOnAHundredthOfThePicture() {
    // Ten cells: a person in one is 0.1 on a hundredth of the picture; so is a tenth of each cell.
    HeatBytes heat = HeatBytes.of(map(1, 10, 1, 0, 0.25f, 40, 4000, -1, 0, 0, 0, 0));

    assertThat(heat.cells().toArray())
        .containsExactly(root(0.1), 0, root(0.025), root(4), (byte) 255, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"60, 80, 60, 80", "128, 128, 128, 128", "129, 128, 65, 128", "1, 1000, 1, 125"})
  void aLargerMapThanATileNeedsIsDrawnInBlocks(int rows, int columns, int down, int across) {
    float[] cells = new float[rows * columns];
    java.util.Arrays.fill(cells, 100f / cells.length);

    HeatBytes heat = HeatBytes.of(map(rows, columns, cells));

    assertThat(heat.rows()).isEqualTo(down);
    assertThat(heat.columns()).isEqualTo(across);
    assertThat(heat.cells().toArray()).hasSize(down * across).containsOnly(root(1));
  }

  private static byte root(double people) {
    return (byte) Math.round(32 * Math.sqrt(people));
  }

  private static DensityMap map(int rows, int columns, float... cells) {
    return new DensityMap(0, 0, rows, columns, 0, cells, new DensityMap.Timing(0, 0, 0, 1));
  }
}
