package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.actors.batch.FakeNetwork.ANY_SIZE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
  private static final Camera TINY_FLOOD = new Camera("flood", 32, 160, 120);
  private static final Camera HUGE_FLOOD = new Camera("flood", 4, 4096, 4096);
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
    assertThat(new ClosedLoop(Policy.FAIR, takesAny, network(oneSize), cameras).jainAfter(2_000))
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
    Pace live =
        new Pace(most, Pace.byPixels(nanosPerPixel), 1_000, TimeUnit.MILLISECONDS.toNanos(25));

    assertThat(
            new ClosedLoop(Policy.FAIR, takesAny, ANY_SIZE, with(LARGE_FLOOD, 7, 2), live)
                .jainAfter(2_000))
        .isGreaterThan(0.98);
  }

  @Test
  void firstInFirstOutGivesTheOneThatFloodsMost() {
    assertThat(
            new ClosedLoop(Policy.FIFO, false, ANY_SIZE, with(LARGE_FLOOD, 7, 2)).jainAfter(2_000))
        .isLessThan(0.5);
  }

  @Test
  void fillsBatchesWithOneCameraThatIsAlone() {
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, ANY_SIZE, List.of(FLOOD));

    loop.jainAfter(10);

    assertThat(loop.batches()).containsOnly(16);
  }

  @Test
  void fillsBatchesWhereEveryCameraHasMoreThanEnough() {
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, ANY_SIZE, with(FLOOD, 3, 32));

    loop.jainAfter(10);

    assertThat(loop.batches()).containsOnly(16);
  }

  @Test
  void sharesModelTimeEvenlyWhereItDoesNotGoByPixels() {
    Pace uneven = new Pace(1, size -> millis(size.pixels() < 100_000 ? 20 : 40), 0, 0);

    assertThat(
            new ClosedLoop(Policy.FAIR, false, ANY_SIZE, with(TINY_FLOOD, 7, 2), uneven)
                .jainAfter(2_000))
        .isGreaterThan(0.98);
  }

  @Test
  void givesSmallPicturesThatCostAsMuchNoLongerTurns() {
    Pace level = new Pace(1, size -> millis(40), 0, 0);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, ANY_SIZE, with(TINY_FLOOD, 7, 2), level);

    loop.jainAfter(2_000);

    assertThat(longestSeries(loop.served(), "flood")).isLessThanOrEqualTo(2);
  }

  @Test
  void letsOthersComeBetweenTheTilesOfALargePicture() {
    FakeNetwork tiling = new FakeNetwork(Optional.empty(), 1024);
    Pace pace = new Pace(1, Pace.byPixels(130), 0, 0);
    List<Camera> cameras = with(HUGE_FLOOD, 3, 2);
    cameras.add(new Camera("flood2", 4, 4096, 4096));
    cameras.add(new Camera("flood3", 4, 4096, 4096));
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, tiling, cameras, pace);

    double jain = loop.jainAfter(4_000);

    assertThat(longestSeries(loop.served(), "flood")).isLessThanOrEqualTo(2);
    assertThat(longestWait(loop.served(), "camera0")).isLessThan(20);
    assertThat(jain).isGreaterThan(0.95);
  }

  @Test
  void finishesALivePictureInTilesThatHasBegunAndLetsItsCameraPayAfterwards() {
    FakeNetwork tiling = new FakeNetwork(Optional.empty(), 1024);
    Pace live = new Pace(1, Pace.byPixels(130), 1_000, millis(25));
    List<Camera> cameras = with(new Camera("large", 2, 1920, 1080), 7, 2);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, tiling, cameras, live);

    double jain = loop.jainAfter(4_000);

    assertThat(Collections.frequency(loop.finished(), "large")).isGreaterThan(20);
    assertThat(longestSeries(loop.served(), "large")).isLessThanOrEqualTo(2);
    assertThat(jain).isGreaterThan(0.95);
  }

  @Test
  void hurriesNoLivePictureInTilesThatWouldBeTooLateEvenSo() {
    FakeNetwork tiling = new FakeNetwork(Optional.empty(), 1024);
    Pace live = new Pace(1, Pace.byPixels(130), 1_000, millis(25));
    List<Camera> cameras = with(new Camera("large", 2, 3072, 2048), 7, 2);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, tiling, cameras, live);

    loop.jainAfter(1_000);

    assertThat(loop.served()).contains("large");
    assertThat(shortestPause(loop.served(), "large")).isGreaterThanOrEqualTo(7);
  }

  @Test
  void triesLivePicturesInTilesThatComeTooLateAsOftenAsTheirDecodingAllows() {
    FakeNetwork tiling = new FakeNetwork(Optional.empty(), 1024);
    Pace live = new Pace(1, Pace.byPixels(130), 1_000, millis(25));
    List<Camera> cameras = with(new Camera("large", 2, 4096, 4096), 7, 2);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, tiling, cameras, live);

    loop.decodingTakes(millis(300));
    loop.jainAfter(2_000);

    assertThat(loop.finished()).doesNotContain("large");
    assertThat(Collections.frequency(loop.decoded(), "large")).isBetween(5, 20);
  }

  @Test
  void givesACrowdThatHasJustComeThePartOfOneCamera() {
    ClosedLoop loop = withACrowdOfForty();

    loop.jainAfter(200);

    assertThat(ofTheCrowd(loop, 200)).isBetween(30L, 50L);
  }

  @Test
  void givesEachOfACrowdThatStaysItsPart() {
    ClosedLoop loop = withACrowdOfForty();

    loop.jainAfter(400);
    loop.jainAfter(440);

    assertThat(ofTheCrowd(loop, 440)).isBetween(380L, 420L);
  }

  @Test
  void givesACrowdAllThatNobodyElseWants() {
    Pace pace = new Pace(1, Pace.byPixels(10), 0, 0);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, ANY_SIZE, crowd(), pace);

    assertThat(loop.jainAfter(320)).isGreaterThan(0.95);
  }

  /** Four that have been there for a second, at 3 ms a picture, and forty that come now. */
  private static ClosedLoop withACrowdOfForty() {
    Pace pace = new Pace(1, Pace.byPixels(10), 0, 0);
    List<Camera> stay = with(new Camera("fourth", 2, 640, 480), 3, 2);
    ClosedLoop loop = new ClosedLoop(Policy.FAIR, false, ANY_SIZE, stay, pace);
    loop.jainAfter(400);
    loop.join(crowd());
    return loop;
  }

  private static List<Camera> crowd() {
    return IntStream.range(0, 40).mapToObj(i -> new Camera("new" + i, 8, 640, 480)).toList();
  }

  private static long ofTheCrowd(ClosedLoop loop, int last) {
    List<String> served = loop.served();
    return served.subList(served.size() - last, served.size()).stream()
        .filter(name -> name.startsWith("new"))
        .count();
  }

  private static int longestSeries(List<String> served, String name) {
    return longest(served, name::equals);
  }

  private static int longestWait(List<String> served, String name) {
    return longest(served, other -> !other.equals(name));
  }

  /** How many others at least were served between two turns of it. */
  private static int shortestPause(List<String> served, String name) {
    int shortest = Integer.MAX_VALUE;
    int last = -1;
    for (int i = 0; i < served.size(); i++) {
      if (served.get(i).equals(name)) {
        shortest = last < 0 ? shortest : Math.min(shortest, i - last - 1);
        last = i;
      }
    }
    return shortest;
  }

  private static int longest(List<String> served, Predicate<String> counts) {
    int longest = 0;
    int series = 0;
    for (String name : served) {
      series = counts.test(name) ? series + 1 : 0;
      longest = Math.max(longest, series);
    }
    return longest;
  }

  private static FakeNetwork network(boolean oneSize) {
    return oneSize ? FakeNetwork.ONE_SIZE : ANY_SIZE;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static List<Camera> with(Camera flood, int others, int window) {
    List<Camera> cameras = new ArrayList<>();
    cameras.add(flood);
    IntStream.range(0, others)
        .forEach(i -> cameras.add(new Camera("camera" + i, window, 640, 480)));
    return cameras;
  }
}
