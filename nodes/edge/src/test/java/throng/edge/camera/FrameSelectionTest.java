package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSelectionTest {
  @ParameterizedTest
  @CsvSource({
    "25, 10, 100",
    "25, 25, 250",
    "25, 60, 250",
    "30, 7, 84",
    "29.97, 1, 9",
    "10, 0.5, 13"
  })
  void takesAsManyOfAFileAsTheRateSays(double own, double limit, int taken) {
    int frames = (int) taken(own, limit, own == 30 ? 360 : own == 10 ? 250 : own > 29 ? 260 : 250);
    assertThat(frames).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "25, 10, 250",
    "30, 7, 361",
    "29.97, 1, 261",
    "10, 0.5, 250",
    "25, 10, 1",
    "25, 10, 0"
  })
  void theTotalIsWhatIsTaken(double own, double limit, long frames) {
    assertThat(FrameSelection.count(frames, own, OptionalDouble.of(limit)))
        .isEqualTo(taken(own, limit, frames));
  }

  private static long taken(double own, double limit, long frames) {
    FrameSelection selection = new FrameSelection(OptionalDouble.of(limit));
    return IntStream.range(0, (int) frames).filter(i -> selection.take(i / own)).count();
  }
}
