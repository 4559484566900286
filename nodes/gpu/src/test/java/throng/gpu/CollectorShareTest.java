package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.SettingsException;

class CollectorShareTest {
  private final CollectorShare share =
      new CollectorShare(new HeapSettings(Duration.ofSeconds(30), 0.9));

  @Test
  void isTooLargeOnceItWasForTheWholeTime() {
    for (int second = 0; second < 30; second++) {
      assertThat(share.isTooLarge(seconds(second), seconds(second * 0.95))).isFalse();
    }

    assertThat(share.isTooLarge(seconds(30), seconds(30 * 0.95))).isTrue();
  }

  @Test
  void isNotTooLargeWhereTheNodeDoesSomethingBetween() {
    for (int second = 0; second < 600; second++) {
      assertThat(share.isTooLarge(seconds(second), seconds(second * 0.85))).isFalse();
    }
  }

  @Test
  void forgetsWhatWasBefore() {
    for (int second = 0; second < 300; second++) {
      assertThat(share.isTooLarge(seconds(second), 0)).isFalse();
    }

    for (int second = 300; second < 327; second++) {
      assertThat(share.isTooLarge(seconds(second), seconds(second - 300.0))).isFalse();
    }
    assertThat(share.isTooLarge(seconds(327), seconds(27))).isTrue();
  }

  @Test
  void isToldByOneLongCollectionToo() {
    assertThat(share.isTooLarge(0, 0)).isFalse();

    assertThat(share.isTooLarge(seconds(40), seconds(39))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZGC Cycles", "Shenandoah Cycles", "G1 Concurrent GC"})
  void leavesCyclesOutInWhichTheProgramGoesOn(String collector) {
    assertThat(HeapWatch.isStopping(collector)).isFalse();
    assertThat(HeapWatch.isStopping("MarkSweepCompact")).isTrue();
  }

  @Test
  void saysWhyTheNodeEndsAndWhatToDo() {
    List<String> said = new ArrayList<>();

    HeapWatch.end("The node is out of memory (Java heap space)", said::add);

    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("The node is out of memory (Java heap space). Its heap of ")
        .contains("-Xmx", "throng.gpu-node.limits.memory", "exit code 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"within = 1ms", "most-collecting = 0", "most-collecting = 1.1"})
  void refusesSettingsThatMakeNoSense(String setting) {
    Config config =
        ConfigFactory.parseString("throng.gpu-node.heap { " + setting + " }")
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> HeapSettings.from(CommonOptions.node(config)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.heap.");
  }

  private static long seconds(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }
}
