package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.DeviceStatistics;

class DeviceUseTest {
  private final AtomicLong nanos = new AtomicLong();
  private final DeviceUse use = new DeviceUse(nanos::get);

  @Test
  void tellsWhatShareOfItsWorkersTimeEachDeviceWasBusySinceTheLastTime() {
    DeviceStatistics devices =
        new DeviceStatistics(List.of("gpu:0", "gpu:1", "gpu:1"), 1, nanos::get);
    List.of("gpu:0", "gpu:1", "gpu:1").forEach(devices::opened);
    use.next(devices.read());

    pass(1000);
    devices.ran("gpu:0", 1, 1, TimeUnit.MILLISECONDS.toNanos(250));
    devices.ran("gpu:1", 1, 1, TimeUnit.MILLISECONDS.toNanos(1000));

    assertThat(use.next(devices.read())).isEqualTo("gpu:0 25 %, gpu:1 50 %");
    pass(1000);
    assertThat(use.next(devices.read())).isEqualTo("gpu:0 0 %, gpu:1 0 %");
  }

  @Test
  void saysThatADeviceIsAway() {
    DeviceStatistics devices = new DeviceStatistics(List.of("gpu:0", "gpu:1"), 1, nanos::get);
    devices.opened("gpu:0");

    assertThat(use.next(devices.read())).isEqualTo("gpu:0 0 %, gpu:1 away");
  }

  @Test
  void saysNothingOfOneDeviceAlone() {
    assertThat(use.next(new DeviceStatistics(List.of("cpu"), 1, nanos::get).read())).isEmpty();
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
