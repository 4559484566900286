package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import throng.actors.inference.TensorSize;

class DeviceTimesTest {
  private static final TensorSize VGA = new TensorSize(480, 640);
  private static final TensorSize HALF = new TensorSize(480, 320);

  private final DeviceTimes devices = new DeviceTimes(List.of("gpu:0", "gpu:0", "gpu:1"));

  @Test
  void chargesTheSameForAFrameWhicheverDeviceRunsIt() {
    devices.of("gpu:0").record(VGA, 1, 100);
    devices.of("gpu:1").record(VGA, 2, 80);

    assertThat(devices.cost(VGA)).isEqualTo((100 + 40) / 2);
    assertThat(devices.cost(HALF)).isEqualTo((50 + 20) / 2);
  }

  @Test
  void goesByTheDevicesThatAreMeasured() {
    long unmeasured = devices.cost(VGA);

    devices.of("gpu:1").record(VGA, 1, 100);

    assertThat(unmeasured).isPositive();
    assertThat(devices.cost(VGA)).isEqualTo(100);
  }

  @Test
  void expectsOfAFrameWhatTheFastestDeviceTakes() {
    assertThat(devices.expected(VGA, 1)).isZero();

    devices.of("gpu:0").record(VGA, 1, 100);
    devices.of("gpu:1").record(VGA, 1, 30);

    assertThat(devices.expected(VGA, 1)).isEqualTo(30);
  }
}
