package throng.streams.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {
  private final List<String> lines = new ArrayList<>();
  private final Queue<Runnable> intervals = new ArrayDeque<>();
  private final RateLimitedLog log = log(1);

  @Test
  void writesTheFirstOfEachKindAtOnceAndTheRestAsNumbersAfterTheInterval() {
    for (int i = 0; i < 500; i++) {
      log.write("TOKEN", "wrong token " + i);
    }
    log.write("NAME", "name in use 0");
    log.write("NAME", "name in use 1");
    assertThat(lines).containsExactly("wrong token 0", "name in use 0");

    endInterval();

    assertThat(lines.subList(2, lines.size()))
        .containsExactly(
            "Left out in the last 10 s: NAME 1, TOKEN 499; the last of them: name in use 1");
  }

  @Test
  void writesOneLineAnIntervalWhileAFloodGoesOn() {
    for (int interval = 0; interval < 10; interval++) {
      for (int i = 0; i < 100; i++) {
        log.write("TOKEN", "wrong token");
      }
      endInterval();
    }

    assertThat(lines).hasSize(11);
    assertThat(lines.get(10)).contains("TOKEN 100");
  }

  @Test
  void writesAtOnceAgainAfterAQuietInterval() {
    log.write("TOKEN", "first");
    log.write("TOKEN", "left out");
    endInterval();
    endInterval();
    assertThat(intervals).isEmpty();

    log.write("TOKEN", "second");

    assertThat(lines).hasSize(3).last().isEqualTo("second");
  }

  @Test
  void beginsAnIntervalWithAsManyLinesAsItMay() {
    RateLimitedLog generous = log(3);
    for (int i = 0; i < 5; i++) {
      generous.write("visits", "visit " + i);
    }
    endInterval();

    assertThat(lines).hasSize(4).element(3).asString().contains("visits 2", "visit 4");
  }

  private RateLimitedLog log(int atOnce) {
    return new RateLimitedLog((line, cause) -> lines.add(line), atOnce, intervals::add);
  }

  private void endInterval() {
    intervals.remove().run();
  }
}
