package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whose batch a device runs next. */
class DeviceTurnsTest {
  private static final String CPU = "cpu";

  private long now;
  private final DeviceTurns turns = new DeviceTurns(() -> now);
  private final List<String> woken = new ArrayList<>();

  private DeviceTurns.Turn network(String name, boolean isSpare) {
    return turns.join(List.of(CPU), isSpare, () -> woken.add(name));
  }

  @Test
  void oneAloneNeverWaits() {
    DeviceTurns.Turn one = turns.join(List.of(CPU, CPU), false, () -> woken.add("one"));
    one.holds(3);

    assertThat(one.take(CPU)).isTrue();
    assertThat(one.take(CPU)).isTrue();
    one.gaveBack(CPU, 10, 1, true);
    assertThat(one.take(CPU)).isTrue();
    assertThat(woken).isEmpty();
  }

  @Test
  void aDeviceRunsNoMoreAtOnceThanThoseThatAreLeftHaveWorkers() {
    DeviceTurns.Turn wide = turns.join(List.of(CPU, CPU), false, () -> woken.add("wide"));
    DeviceTurns.Turn first = network("first", false);
    DeviceTurns.Turn second = network("second", false);
    wide.leave();
    first.holds(1);
    second.holds(1);

    assertThat(first.take(CPU)).isTrue();
    assertThat(second.take(CPU)).isFalse();
  }

  @Test
  void theOneThatHadLeastTimeIsNext() {
    DeviceTurns.Turn slow = network("slow", false);
    DeviceTurns.Turn quick = network("quick", false);
    slow.holds(9);
    quick.holds(9);
    List<String> order = new ArrayList<>();

    assertThat(slow.take(CPU)).isTrue();
    assertThat(quick.take(CPU)).isFalse();
    String now = "slow";
    for (int batch = 0; batch < 12; batch++) {
      order.add(now);
      boolean isSlow = now.equals("slow");
      (isSlow ? slow : quick).gaveBack(CPU, isSlow ? 50 : 10, 1, true);
      now = slow.take(CPU) ? "slow" : "quick";
      assertThat(quick.take(CPU)).isEqualTo(now.equals("quick"));
      slow.settle();
    }

    assertThat(order).filteredOn("slow"::equals).hasSize(2);
  }

  @Test
  void eachHasAsMuchAsItHasCameras() {
    DeviceTurns.Turn many = network("many", false);
    DeviceTurns.Turn one = network("one", false);
    many.holds(9);
    one.holds(9);
    int ofMany = 0;

    boolean isMany = many.take(CPU);
    assertThat(one.take(CPU)).isFalse();
    for (int batch = 0; batch < 40; batch++) {
      ofMany += isMany ? 1 : 0;
      (isMany ? many : one).gaveBack(CPU, 10, isMany ? 3 : 1, true);
      isMany = many.take(CPU);
      assertThat(one.take(CPU)).isEqualTo(!isMany);
    }

    assertThat(ofMany).isBetween(29, 31);
  }

  @Test
  void whoHadNothingToDoHasNoClaimOnThatTime() {
    DeviceTurns.Turn busy = network("busy", false);
    DeviceTurns.Turn late = network("late", false);
    busy.holds(1);
    for (int batch = 0; batch < 100; batch++) {
      assertThat(busy.take(CPU)).isTrue();
      busy.gaveBack(CPU, 10, 1, false);
    }
    late.holds(1);
    assertThat(busy.take(CPU)).isTrue();
    assertThat(late.take(CPU)).isFalse();
    busy.gaveBack(CPU, 10, 1, true);
    assertThat(late.take(CPU)).isTrue();
    assertThat(busy.take(CPU)).isFalse();

    late.gaveBack(CPU, 20, 1, true);

    assertThat(busy.take(CPU)).isTrue();
  }

  @Test
  void whoAsksWithoutAFrameHasNoClaimOnThatTimeEither() {
    DeviceTurns.Turn busy = network("busy", false);
    DeviceTurns.Turn warming = network("warming", false);
    busy.holds(1);
    for (int batch = 0; batch < 100; batch++) {
      assertThat(busy.take(CPU)).isTrue();
      busy.gaveBack(CPU, 10, 1, false);
    }
    assertThat(busy.take(CPU)).isTrue();
    assertThat(warming.take(CPU)).isFalse();
    busy.gaveBack(CPU, 10, 1, true);
    assertThat(warming.take(CPU)).isTrue();
    warming.gaveBack(CPU, 20, 1, false);
    assertThat(busy.take(CPU)).isTrue();
    assertThat(warming.take(CPU)).isFalse();

    busy.gaveBack(CPU, 5, 1, true);

    assertThat(busy.take(CPU)).isTrue();
  }

  private static void countFrames(DeviceTurns.Turn network, int frames) {
    for (int frame = 0; frame < frames; frame++) {
      network.holds(1);
      assertThat(network.take(CPU)).isTrue();
      network.gaveBack(CPU, 10, 1, false);
      network.holds(0);
    }
  }

  @Test
  void whoComesBetweenTwoFramesOfAnotherIsNotPreferredToIt() {
    DeviceTurns.Turn busy = network("busy", false);
    DeviceTurns.Turn late = network("late", false);
    countFrames(busy, 100);
    late.holds(1);
    busy.holds(1);
    assertThat(late.take(CPU)).isTrue();
    assertThat(busy.take(CPU)).isFalse();

    late.gaveBack(CPU, 10, 1, true);

    assertThat(busy.take(CPU)).isTrue();
  }

  @Test
  void whoAsksWithoutAFrameBetweenTwoFramesOfAnotherIsNotPreferredEither() {
    DeviceTurns.Turn busy = network("busy", false);
    DeviceTurns.Turn late = network("late", false);
    countFrames(busy, 100);
    assertThat(late.take(CPU)).isTrue();
    busy.holds(1);
    assertThat(busy.take(CPU)).isFalse();

    late.gaveBack(CPU, 10, 1, true);

    assertThat(busy.take(CPU)).isTrue();
  }

  @Test
  void whoComesInSpareTimeIsNotPreferredToWhoCountsInItAlready() {
    DeviceTurns.Turn real = network("real", false);
    DeviceTurns.Turn first = network("first", true);
    DeviceTurns.Turn second = network("second", true);
    first.holds(9);
    for (int batch = 0; batch < 10; batch++) {
      assertThat(first.take(CPU)).isTrue();
      first.gaveBack(CPU, 10, 1, false);
    }
    real.holds(1);
    second.holds(9);
    real.holds(0);
    assertThat(first.take(CPU)).isTrue();
    assertThat(second.take(CPU)).isFalse();
    first.gaveBack(CPU, 10, 1, true);
    assertThat(second.take(CPU)).isTrue();
    assertThat(first.take(CPU)).isFalse();

    second.gaveBack(CPU, 20, 1, true);

    assertThat(first.take(CPU)).isTrue();
  }

  @Test
  void isQuietWhereNobodyWhoSharesTheDevicesHasActiveCameras() {
    DeviceTurns.Turn one = network("one", false);
    DeviceTurns.Turn other = network("other", false);
    assertThat(one.isQuiet()).isTrue();

    other.serves(true);
    assertThat(one.isQuiet()).isFalse();
    one.serves(true);
    other.serves(false);
    assertThat(one.isQuiet()).isFalse();
    one.leave();

    assertThat(other.isQuiet()).isTrue();
  }

  @Test
  void countsItselfAndTheOthersThatHaveActiveCameras() {
    DeviceTurns.Turn one = network("one", false);
    DeviceTurns.Turn other = network("other", false);
    DeviceTurns.Turn shadow = network("shadow", true);
    assertThat(one.serving()).isEqualTo(1);

    other.serves(true);
    shadow.serves(true);
    assertThat(one.serving()).isEqualTo(3);
    assertThat(other.serving()).isEqualTo(2);
    other.leave();

    assertThat(one.serving()).isEqualTo(2);
  }

  @Test
  void whatIsGivenAndNotUsedGoesToTheNext() {
    DeviceTurns.Turn first = network("first", false);
    DeviceTurns.Turn second = network("second", false);
    first.holds(1);
    second.holds(1);
    assertThat(first.take(CPU)).isTrue();
    assertThat(second.take(CPU)).isFalse();
    first.gaveBack(CPU, 10, 1, true);
    assertThat(woken).containsExactly("second");

    second.settle();

    assertThat(woken).containsExactly("second", "first");
    assertThat(first.take(CPU)).isTrue();
  }

  @Test
  void spareTimeIsWhenNobodyHasAFrame() {
    DeviceTurns.Turn real = network("real", false);
    DeviceTurns.Turn shadow = network("shadow", true);
    List<String> told = new ArrayList<>();
    turns.onSpare(() -> told.add("spare"));
    real.holds(1);
    assertThat(shadow.take(CPU)).isFalse();
    assertThat(told).isEmpty();

    real.holds(0);

    assertThat(told).containsExactly("spare");
    assertThat(woken).containsExactly("shadow");
    assertThat(shadow.take(CPU)).isTrue();
    real.holds(1);
    assertThat(real.take(CPU)).isFalse();
    shadow.gaveBack(CPU, 10, 1, true);
    assertThat(real.take(CPU)).isTrue();
    assertThat(shadow.take(CPU)).isFalse();
  }

  @Test
  void whoHangsHoldsUpNobodyForLong() {
    DeviceTurns.Turn hangs = network("hangs", false);
    DeviceTurns.Turn waits = network("waits", false);
    hangs.holds(1);
    waits.holds(1);
    assertThat(hangs.take(CPU)).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(1999);
    assertThat(waits.take(CPU)).isFalse();

    now += TimeUnit.MILLISECONDS.toNanos(1);

    assertThat(waits.take(CPU)).isTrue();
    hangs.gaveBack(CPU, 2_000_000_000, 1, false);
    assertThat(hangs.take(CPU)).isFalse();
  }

  @Test
  void whoIsGivenATurnWhenItHoldsNothingMoreIsWokenToo() {
    DeviceTurns.Turn hangs = network("hangs", false);
    DeviceTurns.Turn warms = network("warms", false);
    assertThat(hangs.take(CPU)).isTrue();
    warms.holds(1);
    assertThat(warms.take(CPU)).isFalse();
    now += TimeUnit.SECONDS.toNanos(2);

    warms.holds(0);

    assertThat(woken).containsExactly("warms");
    assertThat(warms.take(CPU)).isTrue();
  }

  @Test
  void whoLeavesHoldsUpNobody() {
    DeviceTurns.Turn gone = network("gone", false);
    DeviceTurns.Turn stays = network("stays", false);
    gone.holds(1);
    stays.holds(1);
    assertThat(gone.take(CPU)).isTrue();
    assertThat(stays.take(CPU)).isFalse();

    gone.leave();

    assertThat(woken).containsExactly("stays");
    assertThat(stays.take(CPU)).isTrue();
  }
}
