package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FloodGateTest {
  private static final long SECOND = 1_000_000_000;

  private final FloodGate gate = new FloodGate(0);

  @Test
  void leavesAThousandASecondOfAFlood() {
    assertThat(taken(10_000, 5)).isBetween(5900L, 6001L);
  }

  @Test
  void takesAllThatComesNoFaster() {
    assertThat(taken(1000, 5)).isEqualTo(5000);
  }

  @Test
  void takesWhatHasWaitedOnTheNetworkAndComesAtOnce() {
    taken(25, 4);

    assertThat(LongStream.range(0, 500).filter(i -> gate.take(5 * SECOND)).count()).isEqualTo(500);
  }

  private long taken(long rate, long seconds) {
    return LongStream.range(0, rate * seconds).filter(i -> gate.take(i * SECOND / rate)).count();
  }
}
