package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReturnPatienceTest {
  private final ReturnPatience patience = new ReturnPatience(Duration.ofSeconds(30));

  @Test
  void looksAsOftenAsIsSetWhileReturnsSucceed() {
    patience.failed();
    patience.answered();
    patience.left();
    patience.answered();

    assertThat(patience.lookAfter()).hasSeconds(30);
  }

  @Test
  void waitsLongerAfterEachReturnInVainUpToTenTimes() {
    for (int expected : new int[] {60, 90, 120, 150, 180, 210, 240, 270, 300, 300}) {
      returnInVain();

      assertThat(patience.lookAfter()).hasSeconds(expected);
    }
  }

  @Test
  void forgetsOnceAReturnHasSucceeded() {
    returnInVain();
    patience.left();
    patience.answered();

    assertThat(patience.lookAfter()).hasSeconds(30);
  }

  private void returnInVain() {
    patience.left();
    patience.failed();
    patience.answered();
  }
}
