package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.legacy.counter.Transfer;
import throng.streams.settings.SettingsException;

final class GpuAddressTest {

  @Test
  void readsHostAndPort() {
    GpuAddress node = GpuAddress.parse("gpu.example:7600");

    assertThat(node.socket().getHostString()).isEqualTo("gpu.example");
    assertThat(node.socket().getPort()).isEqualTo(7600);
    assertThat(node.counter()).isEmpty();
    assertThat(GpuAddress.parse("[::1]:7600").socket().getHostString()).isEqualTo("::1");
  }

  @Test
  void readsTheProtocolOfARemoteCrowdCounter() {
    assertThat(GpuAddress.parse("legacy://[::1]:8000").counter()).contains(Transfer.PIPELINED);
    assertThat(GpuAddress.parse("legacy://[::1]:8000").socket().getHostString()).isEqualTo("::1");
    assertThat(GpuAddress.parse("legacy+wait://old:8000").counter())
        .contains(Transfer.STOP_AND_WAIT);
    assertThat(GpuAddress.parse("legacy+wait://old:8000").socket().getPort()).isEqualTo(8000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gpu",
        "gpu:",
        ":7600",
        "gpu:0",
        "gpu:65536",
        "gpu:x",
        "gpu:-1",
        "legacy://old",
        "legacy://:7600",
        "legacy+stop://old:7600",
        "http://old:7600"
      })
  void refusesWhatIsNoAddress(String wrong) {
    assertThatThrownBy(() -> GpuAddress.parse(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'" + wrong + "'");
  }
}
