package throng.streams.tally;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import throng.streams.frame.SkipReason;

/**
 * Counts what becomes of one camera's pictures, so that every one is in exactly one place.
 *
 * <p>Any thread may call it; every call is atomic. Counts only grow: whoever wants to know of an
 * interval has an {@link IntervalReader}. A frame that is {@link #captured} is under way until
 * exactly one of {@link #counted}, {@link #skipped}, {@link #dropped} and {@link #lost} is told of
 * it. Streams drop what is between two stages when they are cancelled: what is still under way when
 * the last end of the camera's stream has stopped is lost.
 */
public final class Tally {

  private static final long SLOWEST_MICROS = 3_600_000_000L;

  private final EnumMap<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Histogram ages = new Histogram(SLOWEST_MICROS, 2);
  private long captured;
  private long counted;
  private long dropped;
  private long lost;
  private long underWay;
  private double countSum;
  private OptionalDouble lastCount = OptionalDouble.empty();
  private long hungReads;
  private int openEnds;

  private Tally() {}

  /** All counts 0. */
  public static Tally create() {
    return new Tally();
  }

  /** The camera gave a picture: it is under way from here. */
  public synchronized void captured() {
    captured++;
    underWay++;
  }

  /** A frame's density map came. */
  public synchronized void counted(double count, long ageNanos) {
    counted++;
    underWay--;
    countSum += count;
    lastCount = OptionalDouble.of(count);
    long micros = Math.min(SLOWEST_MICROS, Math.max(0, ageNanos / 1000));
    ages.recordValue(micros);
  }

  /** A frame was answered without a count. */
  public synchronized void skipped(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
    underWay--;
  }

  /** A frame was left out for a newer one. */
  public synchronized void dropped() {
    dropped++;
    underWay--;
  }

  /** The camera gave so many pictures that were left out at once for newer ones. */
  public synchronized void droppedAtOnce(long pictures) {
    captured += pictures;
    dropped += pictures;
  }

  /** A frame's answer cannot come any more. */
  public synchronized void lost() {
    lost++;
    underWay--;
  }

  /** A camera was left because it delivered nothing. */
  public synchronized void readHung() {
    hungReads++;
  }

  /** One end of the camera's stream has started: the source, or the ledger. */
  public synchronized void endOpened() {
    openEnds++;
  }

  /** One end has stopped; after the last one, whatever is still under way is lost. */
  public synchronized void endClosed() {
    openEnds--;
    if (openEnds == 0) {
      lost += underWay;
      underWay = 0;
    }
  }

  /** All counts, taken at one moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        captured,
        counted,
        Map.copyOf(skipped),
        dropped,
        lost,
        underWay,
        countSum,
        lastCount,
        ages.getValueAtPercentile(50) * 1000,
        ages.getValueAtPercentile(99) * 1000,
        hungReads);
  }

  /**
   * All counts, and how old the counted frames were, taken at one moment.
   *
   * @param ages in microseconds, since the start; the reader's own
   */
  record Reading(Snapshot total, Histogram ages) {}

  synchronized Reading read() {
    return new Reading(snapshot(), ages.copy());
  }
}
