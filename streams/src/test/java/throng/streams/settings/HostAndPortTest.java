package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.5:7600, 10.0.0.5, 7600",
    "gpu.example:0, gpu.example, 0",
    "[::1]:21040, ::1, 21040",
    "[fe80::1%eth0]:1, fe80::1%eth0, 1"
  })
  void readsAndPrintsTheSameText(String text, String host, int port) {
    HostAndPort place = HostAndPort.parse(text).orElseThrow();

    assertThat(place).isEqualTo(new HostAndPort(host, port)).hasToString(text);
    assertThat(HostAndPort.of(place.socket())).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7600", ":7600", "host", "host:", "::1:7600", "[]:1", "h:65536", "u@h:1"})
  void isEmptyForWhatIsNoHostAndPort(String text) {
    assertThat(HostAndPort.parse(text)).isEmpty();
  }
}
