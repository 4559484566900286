package throng.streams.wire;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long nothing may come from a peer that is connected.
 *
 * @param pingAfter how long no message may come before a ping asks for a sign of life
 * @param timeout how long not a byte may come
 */
public record Silence(Duration pingAfter, Duration timeout) {
  // So that a ping may be lost and another one answered in time.
  private static final int PINGS = 3;

  /** What the limits say. */
  public static Silence of(WireLimits limits) {
    return new Silence(limits.pingAfter(), limits.silenceTimeout());
  }

  /** The same, asked again and again. */
  static Supplier<Silence> always(WireLimits limits) {
    Silence silence = of(limits);
    return () -> silence;
  }

  /** The same, but no longer than this. */
  public Silence within(Duration most) {
    return most.compareTo(timeout) < 0
        ? new Silence(shorter(pingAfter, most.dividedBy(PINGS)), most)
        : this;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
