package throng.gpu.publish.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import throng.actors.statistics.DeviceTotals;

/** What each device does, and what it could do. */
final class DeviceSamples {
  private static final double NANOS = 1e9;

  private final Samples open =
      new Samples("throng_device_workers", "Workers whose network is open on the device.");
  private final Samples pictures =
      new Samples("throng_device_pictures", "Pictures that the device ran, a tile as one.");
  private final Samples batches =
      new Samples("throng_device_batches", "Batches that the device ran.");
  private final Samples busy =
      new Samples("throng_device_busy_seconds", "How long the device's workers ran batches.");
  private final Samples outOfMemory =
      new Samples(
          "throng_device_out_of_memory", "Batches that did not fit into the device's memory.");
  private final Samples capacity =
      new Samples(
          "throng_device_capacity_pixels_per_second",
          "How many pixels of pictures a second the device counts while it is busy.");

  private DeviceSamples() {}

  static List<MetricSnapshot> of(Map<String, DeviceTotals> devices) {
    DeviceSamples all = new DeviceSamples();
    devices.forEach(all::add);
    return List.of(
        all.open.gauge(),
        all.pictures.counter(),
        all.batches.counter(),
        all.busy.counter(),
        all.outOfMemory.counter(),
        all.capacity.gauge());
  }

  private void add(String device, DeviceTotals totals) {
    open.add(totals.open(), "device", device);
    pictures.add(totals.pictures(), "device", device);
    batches.add(totals.batches(), "device", device);
    busy.add(totals.busyNanos() / NANOS, "device", device);
    outOfMemory.add(totals.outOfMemory(), "device", device);
    capacity.add(totals.pixelsPerSecond(), "device", device);
  }
}
