package throng.gpu.web.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A camera's means of the last seconds, a gap where there was none. Used by one thread at once. */
final class Recent {
  /** As many seconds are kept. */
  static final int SECONDS = 300;

  private final double[] means = new double[SECONDS];
  private final long[] seconds = new long[SECONDS];

  void add(long epochSecond, double mean) {
    int at = (int) Math.floorMod(epochSecond, (long) SECONDS);
    means[at] = mean;
    seconds[at] = epochSecond;
  }

  /** The mean of that second, if there was one. */
  OptionalDouble at(long epochSecond) {
    int at = (int) Math.floorMod(epochSecond, (long) SECONDS);
    return seconds[at] == epochSecond && epochSecond != 0
        ? OptionalDouble.of(means[at])
        : OptionalDouble.empty();
  }

  /** One value a second up to {@code last}, to a tenth; null: a gap. */
  List<@Nullable Double> upTo(long last) {
    List<@Nullable Double> all = new ArrayList<>(SECONDS);
    for (long second = last - SECONDS + 1; second <= last; second++) {
      OptionalDouble mean = at(second);
      all.add(mean.isPresent() ? Rounded.tenth(mean.getAsDouble()) : null);
    }
    return all;
  }
}
