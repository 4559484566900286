package throng.gpu.web.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The bytes of pictures that all who watch together may still be sent in this second. */
public final class Bandwidth {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final long bytesPerSecond;
  private final LongSupplier nanos;
  private double room;
  private long filledNanos;

  public Bandwidth(long bytesPerSecond, LongSupplier nanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanos = nanos;
    this.room = bytesPerSecond;
    this.filledNanos = nanos.getAsLong();
  }

  /** Whether so many may be sent now; then they count as sent. One picture always may in turn. */
  synchronized boolean take(int bytes) {
    long now = nanos.getAsLong();
    room = Math.min(bytesPerSecond, room + (now - filledNanos) / SECOND * bytesPerSecond);
    filledNanos = now;
    if (room <= 0) {
      return false;
    }
    room -= bytes;
    return true;
  }
}
