package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkHistoryTest {
  private final NetworkHistory history = new NetworkHistory();

  @Test
  void knowsWhatAnsweredARowThatIsWrittenLate() {
    history.connected("crowd-s 1");
    history.answered(0);
    history.answered(1);
    history.connected("crowd-m 2");
    history.answered(2);

    assertThat(history.of(0)).isEqualTo("crowd-s 1");
    assertThat(history.of(1)).isEqualTo("crowd-s 1");
    assertThat(history.of(2)).isEqualTo("crowd-m 2");
    assertThat(history.of(9)).isEqualTo("crowd-m 2");
  }

  @Test
  void knowsNothingBeforeTheFirstAnswer() {
    history.connected("crowd-s 1");

    assertThat(history.of(0)).isEmpty();
  }
}
