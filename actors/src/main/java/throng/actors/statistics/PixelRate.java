package throng.actors.statistics;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many pixels a second are worked off while there is work: a mean over the last ten seconds in
 * which there was any. Its {@link Capacity}'s own.
 */
final class PixelRate {
  private static final int SECONDS = 10;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long[] pixels = new long[SECONDS];
  private final long[] nanos = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];
  private boolean isMeasured;
  private double perSecond;

  PixelRate() {
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  /** So many took so long, until now. */
  void worked(long more, long took, long now) {
    long second = Math.floorDiv(now, TimeUnit.SECONDS.toNanos(1));
    int place = (int) Math.floorMod(second, (long) SECONDS);
    if (seconds[place] != second) {
      seconds[place] = second;
      pixels[place] = 0;
      nanos[place] = 0;
    }
    pixels[place] += more;
    nanos[place] += took;
    isMeasured = true;
    perSecond = mean(second);
  }

  /** So many took so long to begin with, which tells less than any that count. */
  void warmed(long more, long took) {
    if (!isMeasured && took > 0) {
      perSecond = Math.max(perSecond, more * NANOS / took);
    }
  }

  /** The mean; 0: nothing is known yet. */
  double perSecond() {
    return perSecond;
  }

  private double mean(long second) {
    long worked = 0;
    long took = 0;
    for (int place = 0; place < SECONDS; place++) {
      if (seconds[place] > second - SECONDS) {
        worked += pixels[place];
        took += nanos[place];
      }
    }
    return took > 0 ? worked * NANOS / took : perSecond;
  }
}
