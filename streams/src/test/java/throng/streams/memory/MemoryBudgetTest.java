package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.frame.JpegFrame;

class MemoryBudgetTest {
  private static final int VGA = 60_000;
  private static final int LARGE = 3_000_000;
  private static final int CONNECTIONS = 640;

  private final AtomicLong now = new AtomicLong();

  @Test
  void letsCamerasOnWhateverLargeMessagesAreSentSlowly() {
    MemoryBudget budget = budget(1L << 30, 16 << 20);
    AtomicInteger without = new AtomicInteger();
    for (int i = 0; i < 250; i++) {
      if (!budget.open().reserve(LARGE, () -> {})) {
        without.incrementAndGet();
      }
    }
    assertThat(without).hasPositiveValue();

    for (int i = 0; i < 4; i++) {
      Allowance camera = budget.open();
      assertThat(camera.withoutAsking()).isGreaterThanOrEqualTo(VGA);
      assertThat(camera.admit(frame(VGA), () -> {})).isTrue();
      assertThat(camera.admit(frame(VGA), () -> {})).isTrue();
    }
  }

  @Test
  void staysWithinEachHalfWhatevertheConnectionsTake() {
    for (long heap : new long[] {64L << 20, 96L << 20, 1L << 30, 16L << 30}) {
      MemoryPlan plan = plan(heap);
      MemoryBudget budget = budget(heap, (int) plan.maxFrameBytes());
      long most = 0;
      for (int i = 0; i < CONNECTIONS; i++) {
        Allowance connection = budget.open();
        most += budget.readBytes();
        boolean isReserved =
            connection.reserve((int) plan.maxFrameBytes() + 29, () -> {})
                || connection.reserve(connection.withoutAsking(), () -> {});
        most += isReserved ? 0 : connection.withoutAsking();
      }
      assertThat(budget.comingBytes() + most).isLessThanOrEqualTo(plan.half());
    }
  }

  @Test
  void hasAlwaysRoomForTheLargestFrame() {
    MemoryPlan plan = plan(96 << 20);
    int largest = (int) plan.half() - (1 << 12);
    MemoryBudget budget = MemoryBudget.of(plan, largest, CONNECTIONS, now::get);

    Allowance connection = budget.open();

    assertThat(connection.reserve(largest + 29, () -> {})).isTrue();
    assertThat(connection.admit(frame(largest), () -> {})).isTrue();
  }

  @Test
  void endsWhoWaitsTooLong() {
    MemoryBudget budget = budget(96 << 20, 4_000_000);
    List<Allowance> holders = new ArrayList<>();
    Allowance waiter = budget.open();
    while (waiter.reserve(LARGE, () -> {})) {
      holders.add(waiter);
      waiter = budget.open();
    }

    assertThat(waiter.hasWaitedTooLong()).isFalse();
    now.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(waiter.hasWaitedTooLong()).isTrue();
    assertThat(holders.stream().filter(Allowance::mustYield)).hasSize(1);
  }

  private MemoryBudget budget(long heap, int maxFrameBytes) {
    return MemoryBudget.of(plan(heap), maxFrameBytes, CONNECTIONS, now::get);
  }

  private static MemoryPlan plan(long heap) {
    return new MemoryPlan(
        heap, (long) (heap * 0.4), Duration.ofSeconds(10), Duration.ofSeconds(1), 20_000_000);
  }

  private static JpegFrame frame(int length) {
    return JpegFrame.of(1, 0, 0, 0, ByteString.fromArrayUnsafe(new byte[length]));
  }
}
