package throng.streams.tcp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether a descriptor is free for one more connection, beside those that are kept for files; an
 * outage is told once. One thread.
 */
final class DescriptorRoom implements BooleanSupplier {
  // Counting them all costs more than accepting.
  private static final long LOOK_AT_LEAST_AFTER = 64;

  private static final long ANOTHER_OUTAGE = Duration.ofSeconds(10).toNanos();

  private final Descriptors descriptors;
  private final int spare;
  private final Consumer<String> outage;
  private final LongSupplier nanos;
  private long uncounted;
  private long lastShort;
  private boolean wasShort;

  /**
   * @param spare how many are kept free
   * @param outage is told, in words, when there are none left
   */
  DescriptorRoom(Descriptors descriptors, int spare, Consumer<String> outage, LongSupplier nanos) {
    this.descriptors = descriptors;
    this.spare = spare;
    this.outage = outage;
    this.nanos = nanos;
  }

  @Override
  public boolean getAsBoolean() {
    if (uncounted == 0) {
      long open = descriptors.open();
      long room = descriptors.most() - open - spare;
      if (room <= 0) {
        isShort(open);
        return false;
      }
      // Another listener may count at the same time.
      uncounted = Math.max(1, Math.min(LOOK_AT_LEAST_AFTER, room / 4));
    }
    uncounted--;
    return true;
  }

  private void isShort(long open) {
    long now = nanos.getAsLong();
    if (!wasShort || now - lastShort > ANOTHER_OUTAGE) {
      outage.accept(
          ("No further connection is accepted: %d files are open, and this process may open %d"
                  + " (ulimit -n), of which %d are kept free. It goes on when connections end; start"
                  + " it with a larger `ulimit -n` for more at once.")
              .formatted(open, descriptors.most(), spare));
    }
    wasShort = true;
    lastShort = now;
  }
}
