package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.streams.memory.SharedBytes.Blame.WHAT_IT_HAS;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.memory.SharedBytes.Share;

class NewcomerPaceTest {
  private static final int OWN = 100;
  private static final int POOL = 100_000;
  private static final int RATE = 10_000;
  private static final long YIELD_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong now = new AtomicLong();
  private final SharedBytes bytes =
      new SharedBytes(
          WHAT_IT_HAS, new NewcomerPace(POOL, RATE, now::get), OWN, POOL, YIELD_AFTER, now::get);

  @Test
  void boundsWhatPeersMakeTheNodeReadThatNeverEndAMessageAndConnectAnew() {
    long read = 0;
    int seconds = 30;
    for (long end = TimeUnit.SECONDS.toNanos(seconds); now.get() < end; now.addAndGet(5_000_000)) {
      Share attacker = bytes.join();
      read += attacker.take(30_000, () -> {}) ? 30_000 : 0;
      attacker.close();
    }

    assertThat(read).isBetween(POOL + (long) RATE * (seconds - 3), POOL + (long) RATE * seconds);
  }

  @Test
  void letsThoseOnAtFullSpeedWhoHaveSentOnePromptly() {
    Share camera = bytes.join();
    assertThat(camera.take(30_000, () -> {})).isTrue();
    camera.giveAll();
    useUp();

    for (int picture = 0; picture < 100; picture++) {
      assertThat(camera.take(30_000, () -> {})).isTrue();
      camera.giveAll();
    }
  }

  @Test
  void letsSmallMessagesOnThatGoBeyondAConnectionsPart() {
    useUp();

    assertThat(bytes.join().take(OWN + POOL / 256, () -> {})).isTrue();
    assertThat(bytes.join().take(OWN + POOL / 256 + 1, () -> {})).isFalse();
  }

  @Test
  void letsTheOneOnThatHasWaitedForLongBeforeSmallerOnes() {
    useUp();
    StringBuilder order = new StringBuilder();
    bytes.join().take(OWN + 30_000, () -> order.append("large "));
    now.addAndGet(YIELD_AFTER);
    Share smaller = bytes.join();
    smaller.take(OWN + 1_000, () -> order.append("smaller "));
    smaller.press();
    assertThat(order).isEmpty();
    now.addAndGet(TimeUnit.SECONDS.toNanos(4));

    smaller.press();

    assertThat(order).asString().startsWith("large ");
  }

  private void useUp() {
    Share newcomer = bytes.join();
    while (newcomer.take(OWN + POOL / 10, () -> {})) {
      newcomer.close();
      newcomer = bytes.join();
    }
    newcomer.close();
  }
}
