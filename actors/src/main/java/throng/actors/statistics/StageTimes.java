package throng.actors.statistics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import throng.streams.frame.DensityMap.Timing;

/**
 * Where counted frames spent their time, stage by stage, and in which batches they ran.
 *
 * <p>Grows only while its {@link NodeStatistics} has it; whoever got it from there has a copy.
 */
public final class StageTimes {
  private static final int DIGITS = 2;

  private final Histogram queuedMicros;
  private final Histogram decodeMicros;
  private final Histogram inferenceMicros;
  private final Histogram batch;

  private StageTimes(
      Histogram queuedMicros, Histogram decodeMicros, Histogram inferenceMicros, Histogram batch) {
    this.queuedMicros = queuedMicros;
    this.decodeMicros = decodeMicros;
    this.inferenceMicros = inferenceMicros;
    this.batch = batch;
  }

  /** Of no frame yet. */
  static StageTimes none() {
    return new StageTimes(empty(), empty(), empty(), empty());
  }

  // Packed: there is one a stage for each camera, and most of their buckets stay empty.
  private static Histogram empty() {
    return new PackedHistogram(DIGITS);
  }

  void record(Timing timing) {
    queuedMicros.recordValue(timing.queuedMicros());
    decodeMicros.recordValue(timing.decodeMicros());
    inferenceMicros.recordValue(timing.inferenceMicros());
    batch.recordValue(timing.batch());
  }

  StageTimes copy() {
    return new StageTimes(
        queuedMicros.copy(), decodeMicros.copy(), inferenceMicros.copy(), batch.copy());
  }

  /** Those of the frames that came after {@code earlier} was read. */
  StageTimes since(StageTimes earlier) {
    StageTimes since = copy();
    since.queuedMicros.subtract(earlier.queuedMicros);
    since.decodeMicros.subtract(earlier.decodeMicros);
    since.inferenceMicros.subtract(earlier.inferenceMicros);
    since.batch.subtract(earlier.batch);
    return since;
  }

  /** From a frame's last byte to its answer, without what follows. */
  public Spread queuedMicros() {
    return Spread.of(queuedMicros);
  }

  /** From a frame's JPEG to the network's input. */
  public Spread decodeMicros() {
    return Spread.of(decodeMicros);
  }

  /** The batches in which a frame was run. */
  public Spread inferenceMicros() {
    return Spread.of(inferenceMicros);
  }

  /** How many pictures the batch had in which a frame was run, the last one of several. */
  public Spread batch() {
    return Spread.of(batch);
  }

  /** How a measure is spread over frames, to two digits; zeros where there are none. */
  public record Spread(double mean, long p50, long p99, long max) {
    static Spread of(Histogram histogram) {
      return new Spread(
          histogram.getMean(),
          histogram.getValueAtPercentile(50),
          histogram.getValueAtPercentile(99),
          histogram.getMaxValue());
    }
  }
}
