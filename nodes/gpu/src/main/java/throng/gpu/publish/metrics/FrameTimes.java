package throng.gpu.publish.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.concurrent.Executor;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.streams.frame.DensityMap;

/** Where counted frames spend their time, as histograms. */
final class FrameTimes implements AutoCloseable {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;
  private static final int CAPACITY = 10_000;

  private final Histogram age =
      Histogram.builder()
          .name("throng_frame_age_seconds")
          .help("From a frame's last byte to its answer, on the node.")
          .classicOnly()
          .classicUpperBounds(.01, .02, .05, .1, .2, .3, .5, .75, 1, 2, 5, 10)
          .build();
  private final Histogram stage =
      Histogram.builder()
          .name("throng_stage_seconds")
          .help("What a counted frame spent waiting, being decoded, and in its batch's inference.")
          .labelNames("stage")
          .classicOnly()
          .classicUpperBounds(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)
          .build();
  private final Histogram batch =
      Histogram.builder()
          .name("throng_batch_size")
          .help("How many pictures the batch had in which a frame was counted.")
          .classicOnly()
          .classicUpperBounds(1, 2, 4, 8, 16, 32, 64)
          .build();

  private final CountHub.Reader reader;
  private final Executor thread;

  /**
   * Reads from now on.
   *
   * @param thread where frames are looked at
   */
  FrameTimes(CountHub hub, Executor thread) {
    this.thread = thread;
    this.reader = hub.reader("metrics", CAPACITY, this::handOn);
  }

  private void handOn() {
    thread.execute(this::look);
  }

  private void look() {
    for (Counted counted : reader.take()) {
      age.observe(counted.ageNanos() / NANOS);
      if (counted.reply() instanceof DensityMap map) {
        observe(map.timing());
      }
    }
  }

  private void observe(DensityMap.Timing timing) {
    stage.labelValues("queue").observe(timing.queuedMicros() / MICROS);
    stage.labelValues("decode").observe(timing.decodeMicros() / MICROS);
    stage.labelValues("infer").observe(timing.inferenceMicros() / MICROS);
    batch.observe(timing.batch());
  }

  List<MetricSnapshot> collect() {
    return List.of(age.collect(), stage.collect(), batch.collect());
  }

  @Override
  public void close() {
    reader.close();
  }
}
