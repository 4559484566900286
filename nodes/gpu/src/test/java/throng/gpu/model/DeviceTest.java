package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import throng.streams.settings.SettingsException;

class DeviceTest {
  private static final Device.Cuda NONE = new Device.Cuda(0, "no NVIDIA GPU was found");
  private static final Device.Cuda TWO = new Device.Cuda(2, "2 NVIDIA GPUs were found");

  @Test
  void autoTakesEveryGpuThatThereIs() {
    assertThat(Device.chooseGpu("auto", TWO).devices().toString()).isEqualTo("[gpu:0, gpu:1]");
    assertThat(Device.chooseGpu("gpu", TWO).devices()).hasSize(2);
    assertThat(Device.chooseGpu("gpu:1", TWO).devices()).containsExactly(new Device(1));
  }

  @Test
  void autoFallsBackToTheCpuAndSaysWhy() {
    Device.Choice choice = Device.chooseGpu("auto", NONE);

    assertThat(choice.devices()).containsExactly(Device.CPU);
    assertThat(choice.why()).isEqualTo("the CPU: no NVIDIA GPU was found");
  }

  @Test
  void aGpuThatIsAskedForAndMissingIsAnErrorInWords() {
    assertThatThrownBy(() -> Device.chooseGpu("gpu", NONE))
        .isInstanceOf(SettingsException.class)
        .hasMessage("device = gpu cannot be: no NVIDIA GPU was found. Use cpu or auto.");
    assertThatThrownBy(() -> Device.chooseGpu("gpu:0,2", TWO))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no GPU 2");
  }
}
