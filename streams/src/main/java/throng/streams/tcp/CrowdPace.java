package throng.streams.tcp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How many connections a second are accepted while it is crowded: what accepting and closing those
 * costs that say nothing is bounded by it, and the kernel sheds the others. After a rest as many
 * come at once as in a tenth of a second. One thread.
 */
final class CrowdPace implements BooleanSupplier {
  private static final long AT_ONCE = Duration.ofMillis(100).toNanos();

  private final BooleanSupplier isCrowded;
  private final long apart;
  private final LongSupplier nanos;
  private long due;

  /**
   * @param isCrowded whether the pace holds
   */
  CrowdPace(BooleanSupplier isCrowded, int perSecond, LongSupplier nanos) {
    this.isCrowded = isCrowded;
    this.apart = Duration.ofSeconds(1).toNanos() / perSecond;
    this.nanos = nanos;
    this.due = nanos.getAsLong() - AT_ONCE;
  }

  /** Whether one more may be accepted now; if so, it is counted. */
  @Override
  public boolean getAsBoolean() {
    if (!isCrowded.getAsBoolean()) {
      return true;
    }
    long now = nanos.getAsLong();
    if (due - now > 0) {
      return false;
    }
    due = Math.max(due, now - AT_ONCE) + apart;
    return true;
  }
}
