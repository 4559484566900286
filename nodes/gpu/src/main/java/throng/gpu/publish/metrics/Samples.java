package throng.gpu.publish.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/** The samples of one metric at one moment. */
final class Samples {
  private final String name;
  private final String help;
  private final List<Sample> samples = new ArrayList<>();

  private record Sample(Labels labels, double value) {}

  /**
   * None yet.
   *
   * @param name without {@code _total}
   */
  Samples(String name, String help) {
    this.name = name;
    this.help = help;
  }

  /**
   * Adds one.
   *
   * @param labels names and values in turn
   */
  Samples add(double value, String... labels) {
    samples.add(new Sample(Labels.of(labels), value));
    return this;
  }

  /** Labels of a camera, and more. */
  static String[] labels(CameraId camera, String... more) {
    List<String> labels =
        new ArrayList<>(List.of("node", camera.node(), "camera", camera.camera()));
    labels.addAll(List.of(more));
    return labels.toArray(String[]::new);
  }

  /** Labels of a camera, and of a zone where it is one. */
  static String[] labels(Series series) {
    return series
        .zone()
        .map(zone -> labels(series.camera(), "zone", zone))
        .orElseGet(() -> labels(series.camera()));
  }

  MetricSnapshot gauge() {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (Sample sample : samples) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build());
    }
    return gauge.build();
  }

  MetricSnapshot counter() {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    for (Sample sample : samples) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build());
    }
    return counter.build();
  }
}
