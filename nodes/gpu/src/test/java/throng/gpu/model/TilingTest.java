package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import throng.actors.inference.TensorSize;

class TilingTest {

  @Test
  void leavesASmallPictureWhole() {
    Tiling tiling = Tiling.of(new TensorSize(480, 640), 1024, 128, 16);

    assertThat(tiling.tiles()).isEqualTo(1);
    assertThat(tiling.tile()).isEqualTo(new TensorSize(480, 640));
    assertThat(tiling.rows()).containsExactly(new Tiling.Span(0, 0, 480));
  }

  @Test
  void meetsNeighboursInTheMiddleOfWhatTheyShare() {
    Tiling tiling = Tiling.of(new TensorSize(64, 160), 96, 32, 16);

    assertThat(tiling.columns())
        .containsExactly(new Tiling.Span(0, 0, 80), new Tiling.Span(64, 80, 160));
  }

  @Test
  void coversEveryPixelOnceFromWellInsideATile() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 2000; round++) {
      int multiple = 1 << random.nextInt(6);
      int side = multiple * random.nextInt(4, 40);
      int overlap = random.nextInt(side / 2 + 1);
      int length = multiple * random.nextInt(1, 200);

      Tiling tiling = Tiling.of(new TensorSize(length, multiple), side, overlap, multiple);

      covers(tiling.rows(), length, tiling.tile().height(), overlap, multiple);
    }
  }

  private static void covers(
      List<Tiling.Span> spans, int length, int tile, int overlap, int multiple) {
    int covered = 0;
    for (Tiling.Span span : spans) {
      assertThat(span.from()).isEqualTo(covered);
      assertThat(span.to()).isGreaterThan(span.from());
      assertThat(span.start() % multiple + span.from() % multiple + span.to() % multiple).isZero();
      if (span.start() > 0) {
        assertThat(span.from() - span.start()).isGreaterThanOrEqualTo(overlap / 2 - multiple);
      }
      if (span.start() + tile < length) {
        assertThat(span.start() + tile - span.to()).isGreaterThanOrEqualTo(overlap / 2 - multiple);
      }
      covered = span.to();
    }
    assertThat(covered).isEqualTo(length);
    assertThat(spans.get(spans.size() - 1).start() + tile).isEqualTo(length);
  }
}
