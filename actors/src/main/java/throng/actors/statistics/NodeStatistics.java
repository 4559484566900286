package throng.actors.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;
import throng.streams.legacy.LegacyException;
import throng.streams.tcp.TurnedAway;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException;

/**
 * What one node has done so far. Any thread may tell it or ask it.
 *
 * <p>One lock guards all numbers, so that at every moment accepted = answered + skipped + under
 * way.
 */
public final class NodeStatistics {
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Map<RefusedCode, Long> refused = new EnumMap<>(RefusedCode.class);
  private final Map<WireException.Kind, Long> broken = new EnumMap<>(WireException.Kind.class);
  private final Map<LegacyException.Reason, Long> legacyBroken =
      new EnumMap<>(LegacyException.Reason.class);
  private final Map<TurnedAway, Long> turnedAway = new EnumMap<>(TurnedAway.class);
  private final IntervalTimes times = new IntervalTimes();
  private long accepted;
  private long answered;
  private long underWay;
  private long fitted;
  private int cameras;
  private long intervalSkipped;
  private final MonotonicClock clock;
  private long intervalStart;

  public NodeStatistics() {
    this(MonotonicClock.SYSTEM);
  }

  NodeStatistics(MonotonicClock clock) {
    this.clock = clock;
    this.intervalStart = clock.nanos();
  }

  /**
   * All numbers since the node's start.
   *
   * @param fitted pictures of one of the old protocols that were made smaller
   */
  public record Snapshot(
      long accepted,
      long answered,
      long underWay,
      int cameras,
      Map<SkipReason, Long> skipped,
      Map<RefusedCode, Long> refused,
      Map<WireException.Kind, Long> broken,
      Map<LegacyException.Reason, Long> legacyBroken,
      Map<TurnedAway, Long> turnedAway,
      long fitted) {

    /** Frames without a count, whatever the reason. */
    public long skippedInAll() {
      return skipped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long skipped(SkipReason reason) {
      return skipped.getOrDefault(reason, 0L);
    }

    public long refused(RefusedCode code) {
      return refused.getOrDefault(code, 0L);
    }

    public long broken(WireException.Kind kind) {
      return broken.getOrDefault(kind, 0L);
    }

    public long broken(LegacyException.Reason reason) {
      return legacyBroken.getOrDefault(reason, 0L);
    }

    public long turnedAway(TurnedAway why) {
      return turnedAway.getOrDefault(why, 0L);
    }
  }

  /**
   * What happened since the last interval was taken.
   *
   * @param answered frames that got a map
   */
  public record Interval(
      double seconds,
      long answered,
      long skipped,
      Spread queuedMicros,
      Spread decodeMicros,
      Spread inferenceMicros,
      Spread batch) {
    public double framesPerSecond() {
      return seconds > 0 ? answered / seconds : 0;
    }
  }

  /** How a measure is spread over the frames of an interval. */
  public record Spread(double mean, long p50, long p99, long max) {}

  /** A frame was accepted. */
  public synchronized void accepted() {
    accepted++;
    underWay++;
  }

  /** A frame got its map. */
  public synchronized void answered(Timing timing) {
    answered++;
    underWay--;
    times.record(timing);
  }

  /** A frame got no count. */
  public synchronized void skipped(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
    intervalSkipped++;
    underWay--;
  }

  /** A camera's session began. */
  public synchronized void connected() {
    cameras++;
  }

  /** A camera's session ended. */
  public synchronized void disconnected() {
    cameras--;
  }

  /** A connection was refused. */
  public synchronized void refused(RefusedCode code) {
    refused.merge(code, 1L, Long::sum);
  }

  /** A connection ended because its peer broke the protocol or its time limits. */
  public synchronized void broken(WireException.Kind kind) {
    broken.merge(kind, 1L, Long::sum);
  }

  /** A connection of one of the old protocols was cut off. */
  public synchronized void broken(LegacyException.Reason reason) {
    legacyBroken.merge(reason, 1L, Long::sum);
  }

  /** The listener closed the connection of a peer that was not admitted. */
  public synchronized void turnedAway(TurnedAway why) {
    turnedAway.merge(why, 1L, Long::sum);
  }

  /** A picture of one of the old protocols was made smaller, to be within the limits. */
  public synchronized void fitted() {
    fitted++;
  }

  /** All numbers, as they are together at this moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        accepted,
        answered,
        underWay,
        cameras,
        Map.copyOf(skipped),
        Map.copyOf(refused),
        Map.copyOf(broken),
        Map.copyOf(legacyBroken),
        Map.copyOf(turnedAway),
        fitted);
  }

  /** What happened since this was last called; begins the next interval. */
  public synchronized Interval interval() {
    long now = clock.nanos();
    double seconds = (now - intervalStart) / (double) TimeUnit.SECONDS.toNanos(1);
    Interval interval = times.take(seconds, intervalSkipped);
    intervalStart = now;
    intervalSkipped = 0;
    return interval;
  }
}
