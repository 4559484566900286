package throng.gpu.publish.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.Exposition;
import throng.actors.counts.live.SeriesNow;
import throng.actors.statistics.CameraTotals;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.PresentSeries;
import throng.streams.frame.CameraId;
import throng.streams.frame.SkipReason;

/**
 * The node's numbers for Prometheus. They are gathered when they are asked for, so that none
 * outlives its camera: one that has left, or has no count at this moment, has no gauge.
 */
public final class Metrics implements Exposition, AutoCloseable {
  private final Sources sources;
  private final FrameTimes times;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  /**
   * Where numbers come from.
   *
   * @param series all of them, as they stand at this moment
   * @param liveViewers how many watch at this moment
   * @param lostRows how many rows of the history were lost
   * @param version the program's
   */
  public record Sources(
      NodeStatistics statistics,
      CountHub hub,
      Supplier<List<SeriesNow>> series,
      LongSupplier liveViewers,
      LongSupplier lostRows,
      Notifications notifications,
      String version) {}

  /**
   * Begins to gather.
   *
   * @param thread where frames are looked at
   */
  public Metrics(Sources sources, Executor thread) {
    this.sources = sources;
    this.times = new FrameTimes(sources.hub, thread);
  }

  @Override
  public String contentType() {
    return writer.getContentType();
  }

  @Override
  public String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, new MetricSnapshots(collect()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Every metric that there is, also those that have no number at this moment. */
  List<String> names() {
    return collect().stream().map(it -> it.getMetadata().getPrometheusName()).toList();
  }

  private List<MetricSnapshot> collect() {
    List<MetricSnapshot> all = new ArrayList<>(people());
    all.add(frames());
    all.addAll(times.collect());
    all.addAll(node());
    all.addAll(DeviceSamples.of(sources.statistics.byDevice()));
    return all;
  }

  private List<MetricSnapshot> people() {
    Samples cameras =
        new Samples(
            "throng_camera_people", "People in a camera's picture, the last second's mean.");
    Samples zones = new Samples("throng_zone_people", "People in a zone, the last second's mean.");
    Samples densities =
        new Samples(
            "throng_zone_density", "People per square metre of a zone whose area is known.");
    PresentSeries.of(sources.hub.cameras(), sources.series.get(), MonotonicClock.SYSTEM.nanos())
        .values()
        .forEach(all -> all.forEach(now -> add(now, cameras, zones, densities)));
    return List.of(cameras.gauge(), zones.gauge(), densities.gauge());
  }

  private static void add(SeriesNow now, Samples cameras, Samples zones, Samples densities) {
    String[] labels = Samples.labels(now.series());
    (now.series().zone().isPresent() ? zones : cameras).add(now.last().people(), labels);
    now.density().ifPresent(density -> densities.add(density, labels));
  }

  private MetricSnapshot frames() {
    Samples frames = new Samples("throng_frames", "Frames that were answered, by what they got.");
    for (Map.Entry<CameraId, CameraTotals> camera : sources.statistics.byCamera().entrySet()) {
      if (camera.getValue().isConnected()) {
        add(frames, camera.getKey(), camera.getValue());
      }
    }
    return frames.counter();
  }

  private static void add(Samples frames, CameraId camera, CameraTotals totals) {
    frames.add(totals.frames().answered(), Samples.labels(camera, "outcome", "counted"));
    for (SkipReason reason : SkipReason.values()) {
      if (reason.code() != 0) {
        String outcome = reason.name().toLowerCase(Locale.ROOT);
        frames.add(totals.frames().skipped(reason), Samples.labels(camera, "outcome", outcome));
      }
    }
  }

  private List<MetricSnapshot> node() {
    List<MetricSnapshot> node = new ArrayList<>();
    node.add(
        new Samples("throng_live_viewers", "Who watches the live page.")
            .add(sources.liveViewers.getAsLong())
            .gauge());
    node.add(
        new Samples("throng_history_rows_dropped", "Rows of the history that were lost.")
            .add(sources.lostRows.getAsLong())
            .counter());
    Samples missed = new Samples("throng_counts_missed", "Counts that a slow reader has missed.");
    sources.hub.dropped().forEach((reader, number) -> missed.add(number, "reader", reader));
    node.add(missed.counter());
    node.add(notifications());
    Labels version = Labels.of("version", sources.version);
    node.add(
        InfoSnapshot.builder()
            .name("throng_build")
            .help("The program's version.")
            .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(version).build())
            .build());
    return node;
  }

  private MetricSnapshot notifications() {
    Samples samples = new Samples("throng_notifications", "Notifications, by what became of them.");
    for (Map.Entry<Notifications.Key, Long> each : sources.notifications.all().entrySet()) {
      samples.add(
          each.getValue(),
          "channel",
          each.getKey().channel().name().toLowerCase(Locale.ROOT),
          "result",
          each.getKey().result().name().toLowerCase(Locale.ROOT));
    }
    return samples.counter();
  }

  @Override
  public void close() {
    times.close();
  }
}
