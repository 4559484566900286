package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.batch.ClosedLoop.Camera;
import throng.actors.batch.ClosedLoop.Pace;

class FairnessTest {
  private static final Camera FLOOD = new Camera("flood", 32, 640, 480);
  private static final Camera LARGE_FLOOD = new Camera("flood", 32, 1280, 720);
  private static final Camera SMALL_FLOOD = new Camera("flood", 32, 320, 240);

  static Stream<Arguments> loads() {
    return Stream.of(
            Arguments.of("seven small, one large that floods", with(LARGE_FLOOD, 7, 2)),
            Arguments.of("seven and one that floods", with(FLOOD, 7, 2)),
            Arguments.of("three and one that floods", with(FLOOD, 3, 2)),
            Arguments.of("seven and one of quarter size that floods", with(SMALL_FLOOD, 7, 4)),
            Arguments.of("twenty and one large that floods", with(LARGE_FLOOD, 20, 2)),
            Arguments.of("all flood, one of them large", with(LARGE_FLOOD, 3, 32)))
        .flatMap(
            load ->
                Stream.of(true, false)
                    .flatMap(
                        takesAny ->
                            Stream.of(true, false)
                                .map(
                                    oneSize ->
                                        Arguments.of(
                                            load.get()[0], takesAny, oneSize, load.get()[1]))));
  }

  @ParameterizedTest(name = "{0}, any batch {1}, one tensor size {2}")
  @MethodSource("loads")
  void sharesModelTimeEvenly(String name, boolean takesAny, boolean oneSize, List<Camera> cameras) {
    assertThat(new ClosedLoop(Policy.FAIR, takesAny, oneSize, cameras).jainAfter(2_000))
        .isGreaterThan(0.98);
  }

  @ParameterizedTest(name = "batches of {0}, any {2}, {1} ns a pixel")
  @CsvSource({
    "1, 33, true",
    "1, 130, true",
    "1, 160, true",
    "1, 200, true",
    "4, 130, true",
    "16, 30, true",
    "16, 35, false"
  })
  void sharesModelTimeEvenlyThoughMostFramesGrowTooOld(
      int most, int nanosPerPixel, boolean takesAny) {
    Pace live = new Pace(most, nanosPerPixel, 1_000, TimeUnit.MILLISECONDS.toNanos(25));

    assertThat(
            new ClosedLoop(Policy.FAIR, takesAny, false, with(LARGE_FLOOD, 7, 2), live)
                .jainAfter(2_000))
        .isGreaterThan(0.98);
  }

  @Test
  void firstInFirstOutGivesTheOneThatFloodsMost() {
    assertThat(new ClosedLoop(Policy.FIFO, false, false, with(LARGE_FLOOD, 7, 2)).jainAfter(2_000))
        .isLessThan(0.5);
  }

  @Test
  void fillsBatchesWithOneCameraThatIsAlone() {
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, false, List.of(FLOOD));

    loop.jainAfter(10);

    assertThat(loop.batches()).containsOnly(16);
  }

  @Test
  void fillsBatchesWhereEveryCameraHasMoreThanEnough() {
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, false, with(FLOOD, 3, 32));

    loop.jainAfter(10);

    assertThat(loop.batches()).containsOnly(16);
  }

  private static List<Camera> with(Camera flood, int others, int window) {
    List<Camera> cameras = new ArrayList<>();
    cameras.add(flood);
    IntStream.range(0, others)
        .forEach(i -> cameras.add(new Camera("camera" + i, window, 640, 480)));
    return cameras;
  }
}
