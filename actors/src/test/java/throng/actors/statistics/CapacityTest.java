package throng.actors.statistics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many pixels a second a node could count: two devices, one with two workers. */
class CapacityTest {
  private static final String SLOW = "gpu:0";
  private static final String FAST = "gpu:1";

  private final AtomicLong nanos = new AtomicLong(-SECONDS.toNanos(3));
  private final DeviceStatistics devices =
      new DeviceStatistics(List.of(SLOW, FAST, FAST), 2, nanos::get);
  private final Capacity capacity = devices.capacity();

  @Test
  void isWhatIsAnsweredWhileBusyTimesTheWorkersThatAreOpen() {
    open(SLOW, FAST, FAST);

    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(100));
    devices.ran(FAST, 2, 3000, MILLISECONDS.toNanos(100));

    assertThat(capacity.byDevice()).containsEntry(SLOW, 10_000.0).containsEntry(FAST, 60_000.0);
    assertThat(capacity.pixelsPerSecond()).isEqualTo(70_000);
  }

  @Test
  void isAMeanOfTheLastTenSecondsByTheTimeThatWorkTook() {
    open(SLOW);
    devices.ran(SLOW, 1, 8000, MILLISECONDS.toNanos(100));
    pass(5);
    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(800));

    assertThat(capacity.pixelsPerSecond()).isEqualTo(10_000);

    pass(6);
    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(200));

    assertThat(capacity.pixelsPerSecond()).isEqualTo(2_000);
  }

  @Test
  void staysAsItWasWhileThereIsNothingToDo() {
    open(SLOW);
    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(100));

    pass(1000);

    assertThat(capacity.pixelsPerSecond()).isEqualTo(10_000);
  }

  @Test
  void isThatOfTheQuickestWarmUpUntilPicturesAreCounted() {
    open(SLOW);
    assertThat(capacity.pixelsPerSecond()).isNaN();

    devices.warmed(SLOW, 1000, MILLISECONDS.toNanos(1000));
    devices.warmed(SLOW, 4000, MILLISECONDS.toNanos(1000));
    devices.warmed(SLOW, 1000, MILLISECONDS.toNanos(500));
    assertThat(capacity.pixelsPerSecond()).isEqualTo(4000);

    devices.ran(SLOW, 1, 500, MILLISECONDS.toNanos(1000));
    devices.warmed(SLOW, 9000, MILLISECONDS.toNanos(1000));
    assertThat(capacity.pixelsPerSecond()).isEqualTo(500);
  }

  @Test
  void isNoMoreThanCanBeDecodedOnceDecodingIsWarm() {
    open(FAST);
    devices.ran(FAST, 16, 16_000, MILLISECONDS.toNanos(1));

    devices.decoded(1000, MILLISECONDS.toNanos(10));
    assertThat(capacity.pixelsPerSecond()).isEqualTo(16_000_000);
    IntStream.range(0, 50).forEach(more -> devices.decoded(1000, MILLISECONDS.toNanos(10)));

    assertThat(capacity.pixelsPerSecond()).isEqualTo(2 * 100_000);
  }

  @Test
  void isNothingOfADeviceThatIsLost() {
    open(SLOW, FAST);
    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(100));
    devices.ran(FAST, 1, 1000, MILLISECONDS.toNanos(10));

    devices.lost(FAST);

    assertThat(capacity.pixelsPerSecond()).isEqualTo(10_000);
    assertThat(capacity.byDevice()).containsEntry(FAST, 0.0);
  }

  @Test
  void isNothingOnceAllDevicesAreLostAndNotKnownUntilOneWasOpen() {
    assertThat(capacity.pixelsPerSecond()).isNaN();
    open(SLOW, FAST);
    devices.ran(SLOW, 1, 1000, MILLISECONDS.toNanos(100));

    devices.lost(SLOW);
    devices.lost(FAST);
    assertThat(capacity.pixelsPerSecond()).isZero();

    open(SLOW);
    assertThat(capacity.pixelsPerSecond()).isEqualTo(10_000);
  }

  @Test
  void standsBesideWhatEachDeviceHasDone() {
    open(SLOW, FAST);
    devices.ran(FAST, 4, 1000, MILLISECONDS.toNanos(100));
    devices.ran(FAST, 2, 1000, MILLISECONDS.toNanos(100));
    devices.outOfMemory(SLOW);

    assertThat(devices.read())
        .containsEntry(SLOW, new DeviceTotals(1, 1, 0, 0, 0, 1, 0))
        .containsEntry(FAST, new DeviceTotals(2, 1, 2, 6, MILLISECONDS.toNanos(200), 0, 10_000));
  }

  private void open(String... names) {
    List.of(names).forEach(devices::opened);
  }

  private void pass(long seconds) {
    nanos.addAndGet(SECONDS.toNanos(seconds));
  }
}
