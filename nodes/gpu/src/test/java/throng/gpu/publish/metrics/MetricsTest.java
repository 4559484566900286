package throng.gpu.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CountHub;
import throng.actors.counts.Series;
import throng.actors.counts.live.SeriesNow;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Installed;
import throng.gpu.publish.Notifications;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;

class MetricsTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Series STAGE = Series.of(DOOR, "stage");

  private final NodeStatistics statistics = new NodeStatistics();
  private final CountHub hub = Hubs.hub(MonotonicClock.SYSTEM);
  private List<SeriesNow> series = List.of();
  private final Notifications notifications = new Notifications();
  private final Metrics metrics =
      new Metrics(
          new Metrics.Sources(
              statistics, hub, () -> series, () -> 3, () -> 7, notifications, "0.1.0"),
          Runnable::run);

  @Test
  void tellsWhatIsCounted() {
    count();
    statistics.skipped(DOOR, SkipReason.EXPIRED);
    notifications.count(Channel.WEBHOOK, Result.DROPPED, 2);

    assertThat(metrics.text().lines())
        .contains(
            "throng_camera_people{camera=\"door\",node=\"lobby\"} 18.0",
            "throng_zone_people{camera=\"door\",node=\"lobby\",zone=\"stage\"} 6.0",
            "throng_zone_density{camera=\"door\",node=\"lobby\",zone=\"stage\"} 0.3",
            "throng_frames_total{camera=\"door\",node=\"lobby\",outcome=\"counted\"} 1.0",
            "throng_frames_total{camera=\"door\",node=\"lobby\",outcome=\"expired\"} 1.0",
            "throng_frames_total{camera=\"door\",node=\"lobby\",outcome=\"overloaded\"} 0.0",
            "throng_frame_age_seconds_bucket{le=\"0.02\"} 0",
            "throng_frame_age_seconds_count 1",
            "throng_stage_seconds_bucket{stage=\"infer\",le=\"0.05\"} 1",
            "throng_stage_seconds_bucket{stage=\"infer\",le=\"0.02\"} 0",
            "throng_batch_size_sum 4.0",
            "throng_live_viewers 3.0",
            "throng_history_rows_dropped_total 7.0",
            "throng_counts_missed_total{reader=\"metrics\"} 0.0",
            "throng_notifications_total{channel=\"webhook\",result=\"dropped\"} 2.0",
            "throng_build_info{version=\"0.1.0\"} 1");
    assertThat(metrics.contentType()).startsWith("text/plain; version=0.0.4");
  }

  @Test
  void tellsWhatEachDeviceDoes() {
    DeviceStatistics devices =
        new DeviceStatistics(List.of("gpu:0", "gpu:1"), 1, MonotonicClock.SYSTEM);
    statistics.countsOn(devices::read);
    devices.opened("gpu:1");
    devices.ran("gpu:1", 4, 1_000_000, 500_000_000);
    devices.outOfMemory("gpu:0");

    assertThat(metrics.text().lines())
        .contains(
            "throng_device_workers{device=\"gpu:0\"} 0.0",
            "throng_device_workers{device=\"gpu:1\"} 1.0",
            "throng_device_pictures_total{device=\"gpu:1\"} 4.0",
            "throng_device_batches_total{device=\"gpu:1\"} 1.0",
            "throng_device_busy_seconds_total{device=\"gpu:1\"} 0.5",
            "throng_device_out_of_memory_total{device=\"gpu:0\"} 1.0",
            "throng_device_capacity_pixels_per_second{device=\"gpu:1\"} 2000000.0");
  }

  @Test
  void aCameraThatHasLeftHasNoMetersAnyMore() {
    count();
    assertThat(metrics.text()).contains("camera=\"door\"");

    hub.disconnected(DOOR);
    statistics.disconnected(DOOR);

    assertThat(metrics.text()).doesNotContain("camera=\"door\"");
  }

  @Test
  void aZoneThatIsDeletedIsGone() {
    count();

    series = List.of(Hubs.now(Series.of(DOOR), 12, 0));

    assertThat(metrics.text()).contains("throng_camera_people{").doesNotContain("stage=\"stage\"");
    assertThat(metrics.text()).doesNotContain("zone=\"stage\"");
  }

  @Test
  void passesPromtool() throws Exception {
    count();
    Process promtool = start();
    promtool.getOutputStream().write(metrics.text().getBytes(StandardCharsets.UTF_8));
    promtool.getOutputStream().close();

    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(promtool.exitValue()).isZero();
  }

  private static Process start() {
    try {
      return new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException e) {
      Installed.isMissing("promtool", "prometheus");
      throw new IllegalStateException(e);
    }
  }

  private void count() {
    hub.connected(DOOR);
    statistics.connected(DOOR);
    statistics.accepted(DOOR);
    statistics.answered(DOOR, new Timing(3000, 2000, 40_000, 4));
    Hubs.count(hub, DOOR, MonotonicClock.SYSTEM, 12);
    series = List.of(Hubs.now(Series.of(DOOR), 18, 0), Hubs.now(STAGE, 6, 20));
  }
}
