package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTriesTest {
  private static long[] millis(long timeout) {
    return ConnectTries.within(Duration.ofMillis(timeout)).stream()
        .mapToLong(Duration::toMillis)
        .toArray();
  }

  @Test
  void becomeMorePatientAndLeaveHalfOfTheTimeToTheLast() {
    assertThat(millis(3000)).containsExactly(100, 100, 150, 150, 250, 250, 500, 1500);
  }

  @Test
  void areFewerWhereThereIsLittleTime() {
    assertThat(millis(50)).containsExactly(50);
    assertThat(millis(199)).containsExactly(199);
    assertThat(millis(600)).containsExactly(100, 100, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy://old:8000", "legacy+wait://old:8000"})
  void areOneToAServerThatMayNotBearABrokenConnection(String address) {
    Duration timeout = Duration.ofSeconds(3);

    assertThat(ConnectTries.to(GpuAddress.parse(address), timeout)).containsExactly(timeout);
    assertThat(ConnectTries.to(GpuAddress.parse("gpu:7600"), timeout))
        .isEqualTo(ConnectTries.within(timeout));
  }

  @Test
  void takeTheTimeThatThereIsTogether() {
    IntStream.range(1, 400)
        .mapToLong(i -> 10L * i)
        .forEach(
            timeout -> {
              long[] tries = millis(timeout);
              assertThat(tries).isSorted();
              assertThat(2 * tries[tries.length - 1]).isGreaterThanOrEqualTo(timeout);
              assertThat(IntStream.range(0, tries.length).mapToLong(i -> tries[i]).sum())
                  .isEqualTo(timeout);
            });
  }
}
