package throng.actors.counts.live;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Freshness;
import throng.actors.counts.ReadableCount;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.Second;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Trend;

/** What is kept of one series. Its {@link SiteCounts}' own. */
final class SeriesBook {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RecentSeconds recent = new RecentSeconds();
  private final ReadableCount readable = new ReadableCount();
  private @Nullable SecondMean last;
  private long endNanos;
  private long index;

  void add(Second second, SecondMean mean) {
    index = second.index();
    recent.add(second.index(), mean.people());
    readable.add(second.endNanos(), mean.people());
    last = mean;
    endNanos = second.endNanos();
  }

  Optional<SecondMean> last() {
    return Optional.ofNullable(last);
  }

  long endNanos() {
    return endNanos;
  }

  ReadableCount readable() {
    return readable;
  }

  RecentSeconds recent() {
    return recent;
  }

  /** The line through the last seconds, up to the one of this index. */
  Optional<Trend> trend(int seconds, long index) {
    return Trend.of(recent.last(seconds, index));
  }

  /**
   * The line up to its newest count. It stands until the next one, as the count itself does: of a
   * slow camera it would else break off between two.
   *
   * @param over how long it is, or as long as four of the camera's counts take where that is longer
   * @param intervalNanos the camera's median interval between counts; empty: not known yet
   */
  Optional<Trend> rise(Duration over, OptionalLong intervalNanos) {
    // A line takes three: one of four may be missing.
    long four = Freshness.atLeast(0, intervalNanos) / SECOND + 2;
    long seconds = Math.min(RecentSeconds.KEPT, Math.max(over.toSeconds(), four));
    return trend((int) seconds, index);
  }
}
