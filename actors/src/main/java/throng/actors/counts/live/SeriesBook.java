package throng.actors.counts.live;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.ReadableCount;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.Second;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Trend;

/** What is kept of one series. Its {@link SiteCounts}' own. */
final class SeriesBook {
  private final RecentSeconds recent = new RecentSeconds();
  private final ReadableCount readable = new ReadableCount();
  private @Nullable SecondMean last;
  private long endNanos;

  void add(Second second, SecondMean mean) {
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
}
