package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

class MemoryPlanTest {
  private static final long GIB = 1L << 30;

  @Test
  void takesFortyPerCentOfTheHeapWhereNothingIsSaid() {
    MemoryPlan plan = MemoryPlan.from(limits(""), GIB);

    assertThat(plan.budget()).isEqualTo((long) (0.4 * GIB));
    assertThat(plan.half()).isEqualTo(plan.budget() / 2);
    assertThat(plan.maxFrameBytes()).isEqualTo(16 << 20);
    assertThat(plan)
        .hasToString(
            "214.7 MB for unfinished messages, 214.7 MB for waiting frames and unread answers, of a"
                + " heap of 1073.7 MB");
  }

  @Test
  void takesSmallerFramesWhereTheHeapIsSmall() {
    MemoryPlan plan = MemoryPlan.from(limits(""), 96 << 20);

    assertThat(plan.maxFrameBytes()).isEqualTo(plan.half() / 4).isGreaterThan(4_000_000);
    assertThat(plan.maxWaitingBytes()).isLessThan(plan.half());
  }

  @Test
  void refusesAFrameThatAHalfHasNoRoomForWithTheNumbers() {
    Block limits = limits("max-frame-size = 32 MiB");
    MemoryPlan plan = MemoryPlan.from(limits, 100_000_000);

    assertThatThrownBy(() -> plan.bytes(limits, "max-frame-size", "1 GiB", 1))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "String: 1: throng.gpu-node.limits.max-frame-size must be at most 20.0 MB, half of the memory"
                + " for frames (limits.memory = 40.0 MB of a heap of 100.0 MB; -Xmx gives more), and is"
                + " \"32 MiB\". Its default is \"auto\".");
    assertThat(plan.bytes(limits("max-frame-size = 20 MB"), "max-frame-size", "1 GiB", 1))
        .isEqualTo(20_000_000);
  }

  @Test
  void refusesAMemoryThatTheHeapDoesNotHave() {
    assertThatThrownBy(() -> MemoryPlan.from(limits("memory = 2 GiB"), GIB))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("String: 1: throng.gpu-node.limits.memory")
        .hasMessageContaining("1073.7 MB");
  }

  private static Block limits(String changed) {
    return Block.of(
        "throng.gpu-node.limits",
        ConfigFactory.parseString("throng.gpu-node.limits { " + changed + " }")
            .withFallback(ConfigFactory.defaultReference()));
  }
}
