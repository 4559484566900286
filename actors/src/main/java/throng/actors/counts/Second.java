package throng.actors.counts;

import java.util.List;

/**
 * A second that is over, with what was counted in it.
 *
 * @param index its number on the node's monotonic clock: the next second's is one higher, whatever
 *     the time of day does
 * @param endNanos when it ended, on the same clock
 * @param epochSecond its time of day, in seconds since 1970-01-01 UTC
 * @param isRepeat whether the time of day has stepped back and so named an earlier second: what is
 *     recorded of that one stays
 * @param means of each series that was counted in it
 */
public record Second(
    long index, long endNanos, long epochSecond, boolean isRepeat, List<SecondMean> means) {}
