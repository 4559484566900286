package throng.actors.statistics;

import org.HdrHistogram.Histogram;
import throng.actors.statistics.NodeStatistics.Interval;
import throng.actors.statistics.NodeStatistics.Spread;
import throng.streams.frame.DensityMap.Timing;

/** Where the frames of one interval spent their time. Guarded by its {@link NodeStatistics}. */
final class IntervalTimes {
  private static final int DIGITS = 2;

  private final Histogram queued = new Histogram(DIGITS);
  private final Histogram decode = new Histogram(DIGITS);
  private final Histogram inference = new Histogram(DIGITS);
  private final Histogram batch = new Histogram(DIGITS);

  void record(Timing timing) {
    queued.recordValue(timing.queuedMicros());
    decode.recordValue(timing.decodeMicros());
    inference.recordValue(timing.inferenceMicros());
    batch.recordValue(timing.batch());
  }

  Interval take(double seconds, long skipped) {
    long answered = batch.getTotalCount();
    return new Interval(
        seconds,
        answered,
        skipped,
        spread(queued),
        spread(decode),
        spread(inference),
        spread(batch));
  }

  private static Spread spread(Histogram of) {
    Spread spread =
        new Spread(
            of.getMean(),
            of.getValueAtPercentile(50),
            of.getValueAtPercentile(99),
            of.getMaxValue());
    of.reset();
    return spread;
  }
}
