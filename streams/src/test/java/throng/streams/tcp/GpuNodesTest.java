package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.settings.Backoff;
import throng.streams.tcp.GpuNodes.Attempt;
import throng.streams.tcp.GpuNodes.Failure;

final class GpuNodesTest {

  private static final Backoff REFUSED =
      new Backoff(Duration.ofMillis(200), Duration.ofMillis(1500), 0.3);
  private static final Backoff SILENT =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.3);

  private final GpuNodes nodes = nodes(0, "a:1", "b:1", "c:1");

  private static GpuNodes nodes(double random, String... addresses) {
    return new GpuNodes(List.of(addresses), REFUSED, SILENT, () -> random);
  }

  private static Attempt now(String address) {
    return new Attempt(address, Duration.ZERO);
  }

  private static Attempt in(String address, long millis) {
    return new Attempt(address, Duration.ofMillis(millis));
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }

  @Test
  void hasOthersWhileOneNeitherFailedNorRefused() {
    assertThat(nodes(0, "a:1").hasOthersThan("a:1")).isFalse();
    nodes.failed("b:1", Failure.SILENT, 0);
    assertThat(nodes.hasOthersThan("a:1")).isTrue();
    nodes.refusedForGood("c:1", "c:1 refuses.");
    assertThat(nodes.hasOthersThan("a:1")).isFalse();
    nodes.learned(List.of("d:1"));
    assertThat(nodes.hasOthersThan("a:1")).isTrue();
    assertThat(nodes.hasOthersThan("d:1")).isTrue();
    nodes.failed("a:1", Failure.SILENT, 0);
    assertThat(nodes.hasOthersThan("d:1")).isFalse();
  }

  @Test
  void beginsWithThePreferredOne() {
    assertThat(nodes.next(0)).isEqualTo(now("a:1"));
  }

  @Test
  void triesTheNextOneWhenOneFails() {
    nodes.failed("a:1", Failure.REFUSED, 0);
    assertThat(nodes.next(0)).isEqualTo(now("b:1"));
    nodes.failed("b:1", Failure.REFUSED, 0);
    assertThat(nodes.next(0)).isEqualTo(now("c:1"));
  }

  @Test
  void goesBackToThePreferredOneOnceItHasRested() {
    nodes.failed("a:1", Failure.REFUSED, 0);

    assertThat(nodes.next(millis(199))).isEqualTo(now("b:1"));
    assertThat(nodes.next(millis(200))).isEqualTo(now("a:1"));
  }

  @Test
  void waitsForTheFirstToHaveRestedWhereAllRest() {
    nodes.failed("a:1", Failure.REFUSED, millis(50));
    nodes.failed("b:1", Failure.REFUSED, millis(20));
    nodes.failed("c:1", Failure.REFUSED, millis(80));

    assertThat(nodes.next(millis(100))).isEqualTo(in("b:1", 120));
  }

  @Test
  void waitsLongerEachTimeUpToTheBoundOfItsKind() {
    GpuNodes refusing = nodes(0, "a:1");
    GpuNodes silent = nodes(0, "a:1");

    for (long expected : new long[] {200, 400, 800, 1500, 1500}) {
      refusing.failed("a:1", Failure.REFUSED, 0);
      assertThat(refusing.next(0)).isEqualTo(in("a:1", expected));
    }
    for (long expected : new long[] {200, 400, 800, 1600, 3200, 6400, 10_000, 10_000}) {
      silent.failed("a:1", Failure.SILENT, 0);
      assertThat(silent.next(0)).isEqualTo(in("a:1", expected));
    }
  }

  @Test
  void waitsLessByARandomShareButNeverLessThanTheLeast() {
    GpuNodes jittery = nodes(1, "a:1");

    jittery.failed("a:1", Failure.REFUSED, 0);
    assertThat(jittery.next(0)).isEqualTo(in("a:1", 200));
    jittery.failed("a:1", Failure.REFUSED, 0);
    assertThat(jittery.next(0)).isEqualTo(in("a:1", 280));
  }

  @Test
  void beginsAnewAfterAnAnswer() {
    GpuNodes one = nodes(0, "a:1");
    one.failed("a:1", Failure.REFUSED, 0);
    one.failed("a:1", Failure.REFUSED, 0);

    one.answered("a:1");
    assertThat(one.next(0)).isEqualTo(now("a:1"));
    one.failed("a:1", Failure.REFUSED, 0);

    assertThat(one.next(0)).isEqualTo(in("a:1", 200));
  }

  @Test
  void knowsWhatCouldNotBeReachedLately() {
    Duration minute = Duration.ofMinutes(1);
    nodes.failed("a:1", Failure.REFUSED, 0);

    assertThat(nodes.wasUnreachedWithin("a:1", minute, millis(59_999))).isTrue();
    assertThat(nodes.wasUnreachedWithin("a:1", minute, millis(60_000))).isFalse();
    assertThat(nodes.wasUnreachedWithin("b:1", minute, millis(1))).isFalse();
    nodes.welcomed("a:1");
    assertThat(nodes.wasUnreachedWithin("a:1", minute, millis(1))).isFalse();
  }

  @Test
  void takesNoneForUnreachedThatWasLeftOrHasRefused() {
    Duration minute = Duration.ofMinutes(1);
    nodes.welcomed("a:1");
    nodes.failed("a:1", Failure.REFUSED, 0);
    nodes.reached("b:1");
    nodes.failed("b:1", Failure.REFUSED, 0);

    assertThat(nodes.wasUnreachedWithin("a:1", minute, millis(1))).isFalse();
    assertThat(nodes.wasUnreachedWithin("b:1", minute, millis(1))).isFalse();
    nodes.failed("a:1", Failure.SILENT, 0);
    assertThat(nodes.wasUnreachedWithin("a:1", minute, millis(1))).isTrue();
  }

  @Test
  void knowsWhichAreBetter() {
    assertThat(nodes.betterThan("c:1")).containsExactly("a:1", "b:1");
    assertThat(nodes.betterThan("a:1")).isEmpty();
  }

  @Test
  void triesThoseLastThatHaveRefusedForGoodAndDoesNotReturnToThem() {
    nodes.refusedForGood("a:1", "a refuses.");

    assertThat(nodes.next(0)).isEqualTo(now("b:1"));
    assertThat(nodes.betterThan("c:1")).containsExactly("b:1");
    nodes.failed("b:1", Failure.SILENT, 0);
    nodes.failed("c:1", Failure.SILENT, 0);
    assertThat(nodes.next(0)).isEqualTo(now("a:1"));

    nodes.welcomed("a:1");
    assertThat(nodes.betterThan("c:1")).containsExactly("a:1", "b:1");
  }

  @Test
  void triesThoseThatItWasToldOfFirstEachUntilItFails() {
    nodes.learned(List.of("x:1", "c:1"));

    assertThat(nodes.next(0)).isEqualTo(now("x:1"));
    nodes.failed("x:1", Failure.SILENT, 0);
    assertThat(nodes.next(0)).isEqualTo(now("c:1"));
    nodes.failed("c:1", Failure.SILENT, 0);
    assertThat(nodes.next(0)).isEqualTo(now("a:1"));
    nodes.failed("a:1", Failure.SILENT, 0);
    nodes.failed("b:1", Failure.SILENT, 0);
    assertThat(nodes.next(millis(300))).isEqualTo(now("a:1"));

    nodes.learned(List.of("x:1"));
    assertThat(nodes.next(millis(300))).isEqualTo(now("x:1"));
  }

  @Test
  void prefersItsWholeListToANodeThatIsNotInIt() {
    nodes.failed("x:1", Failure.REFUSED, 0);

    assertThat(nodes.betterThan("x:1")).containsExactly("a:1", "b:1", "c:1");
    assertThat(nodes.next(0)).isEqualTo(now("a:1"));
    assertThat(nodes.isResting("x:1", 0)).isTrue();
    assertThat(nodes.isResting("x:1", millis(200))).isFalse();
  }

  @Test
  void remembersWhoIsToServeUntilItDoes() {
    nodes.isToServe("a:1");
    assertThat(nodes.mustServe("a:1")).isTrue();
    assertThat(nodes.mustServe("b:1")).isFalse();

    nodes.welcomed("a:1");
    assertThat(nodes.mustServe("a:1")).isFalse();
  }

  @Test
  void knowsWhenNobodyTakesTheCameraAnyMore() {
    GpuNodes two = nodes(0, "a:1", "b:1", "a:1");

    two.refusedForGood("a:1", "a refuses.");
    assertThat(two.allRefusals()).isEmpty();
    two.refusedForGood("b:1", "b refuses.");
    assertThat(two.allRefusals()).contains("a refuses. b refuses.");
    two.welcomed("b:1");
    assertThat(two.allRefusals()).isEmpty();
  }
}
