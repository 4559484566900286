package throng.actors.counts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes means by second out of counts. A second in which a series was not counted has no mean of
 * it.
 *
 * <p>Seconds are the monotonic clock's, so that a time of day that is set back or forth makes none
 * longer, shorter, or twice; only their names follow it. Used by one thread at a time.
 */
public final class Seconds {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long after a second its last counts may still come. */
  private static final long GRACE = 100 * MILLI;

  private final long originNanos;
  private final TreeMap<Long, Map<Series, Sum>> open = new TreeMap<>();
  private final ToldSeconds told = new ToldSeconds();
  private long closed = Long.MIN_VALUE;
  private long late;

  private static final class Sum {
    double sum;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int n;
    double factor = 1;
    String network = "";

    void add(double people, double newestFactor, String newestNetwork) {
      sum += people;
      min = Math.min(min, people);
      max = Math.max(max, people);
      n++;
      factor = newestFactor;
      network = newestNetwork;
    }
  }

  private Seconds(long originNanos) {
    this.originNanos = originNanos;
  }

  /**
   * Begins with the second that is now.
   *
   * @param nanos now, on the monotonic clock
   * @param millis now, since 1970-01-01 UTC
   */
  public static Seconds startingAt(long nanos, long millis) {
    return new Seconds(nanos - Math.floorMod(millis, 1000L) * MILLI);
  }

  /**
   * Takes one count.
   *
   * @param nanos when it was made, on the monotonic clock
   * @param people as the network counted
   * @param factor by which it is multiplied for people to see
   * @param network which made it, its name and version; empty: that is not known
   */
  public void add(Series series, long nanos, double people, double factor, String network) {
    long index = index(nanos);
    if (index < closed) {
      late++;
    } else {
      open.computeIfAbsent(index, notUsed -> new LinkedHashMap<>())
          .computeIfAbsent(series, notUsed -> new Sum())
          .add(people, factor, network);
    }
  }

  /**
   * The seconds that are over and were not given yet, the oldest first; those without any count are
   * left out.
   */
  public List<Second> close(long nanos, long millis) {
    return closeUntil(index(nanos - GRACE), nanos, millis);
  }

  private List<Second> closeUntil(long index, long nanos, long millis) {
    closed = Math.max(closed, index);
    List<Second> seconds = new ArrayList<>();
    while (!open.isEmpty() && open.firstKey() < closed) {
      var oldest = open.pollFirstEntry();
      seconds.add(second(oldest.getKey(), oldest.getValue(), nanos, millis));
    }
    return seconds;
  }

  /** All that are left, also the one that is not over: no count is to come any more. */
  public List<Second> closeAll(long nanos, long millis) {
    return closeUntil(Long.MAX_VALUE, nanos, millis);
  }

  /** The number of the last second that is over; one higher with each. */
  public long lastIndex(long nanos) {
    return index(nanos - GRACE) - 1;
  }

  /** When the second of this number ends, on the monotonic clock. */
  public long endNanos(long index) {
    return originNanos + (index + 1) * SECOND;
  }

  /** How many counts came when their second was over and given already. */
  public long late() {
    return late;
  }

  private long index(long nanos) {
    return Math.floorDiv(nanos - originNanos, SECOND);
  }

  private Second second(long index, Map<Series, Sum> sums, long nanos, long millis) {
    long start = originNanos + index * SECOND;
    // To the nearest: the time of day may have been set by parts of a second.
    long epochSecond =
        Math.floorDiv(Math.floorDiv(millis * MILLI - (nanos - start) + SECOND / 2, MILLI), 1000L);
    List<SecondMean> means = new ArrayList<>();
    sums.forEach(
        (series, sum) ->
            means.add(
                new SecondMean(
                    series,
                    epochSecond,
                    sum.sum / sum.n,
                    sum.min,
                    sum.max,
                    sum.n,
                    sum.factor,
                    sum.network)));
    return new Second(
        index, start + SECOND, epochSecond, told.isRepeat(epochSecond, index), List.copyOf(means));
  }
}
