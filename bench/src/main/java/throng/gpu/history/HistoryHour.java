package throng.gpu.history;

import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.actors.counts.Second;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.actors.counts.site.SiteStore;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

/**
 * Makes seconds of what many cameras with two zones each are counted, judges alerts by them, and
 * writes them, as a node does, on a clock that does not wait.
 */
public final class HistoryHour {
  private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
  private static final Network NETWORK = new Network("crowd", "1");
  private static final int COUNTS_A_SECOND = 3;
  private static final int ROWS = 60;
  private static final int COLUMNS = 80;
  private static final int HELD_BYTES = 1 << 24;
  private static final double MB = 1e6;
  private static final double MILLISECOND = 1e6;

  private final Block node = Block.of("throng.gpu-node", ConfigFactory.load());
  private final HistorySettings settings = HistorySettings.from(node);
  private final HistoryQueue queue = new HistoryQueue(settings.queue());
  private final List<CameraId> cameras = new ArrayList<>();
  private final CountHub hub =
      new CountHub(new CountSettings(HELD_BYTES, HELD_BYTES), this::nanos, this::now);
  private final Site site = new Site(new Unkept(), SiteState.EMPTY, Set.of());
  private final SiteCounts counts;
  private final List<Double> batches = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private long millis;
  private long rows;

  private static final class Unkept implements SiteStore {
    @Override
    public void write(SiteState state) {}

    @Override
    public void write(AlertMemory memory) {}
  }

  private HistoryHour(int cameras) throws Exception {
    for (int i = 0; i < cameras; i++) {
      CameraId camera = new CameraId("bench", "camera" + i);
      this.cameras.add(camera);
      hub.connected(camera);
      CameraSite zones = CameraSite.NONE.with(zone("left", 0)).with(zone("right", 0.5));
      CameraSite unused = site.change(camera, OptionalLong.empty(), before -> zones);
    }
    counts =
        new SiteCounts(
            hub,
            site,
            SiteSettings.from(node),
            new Alerts(AlertMemory.EMPTY),
            Elsewhere.NOWHERE,
            this::nanos,
            this::now);
    counts.onSecond(this::offer);
    counts.onAlert(queue::offer);
  }

  private static Zone zone(String name, double from) {
    return new Zone(
        name,
        Zone.Kind.COUNTED,
        new Outline(
            List.of(
                new PicturePoint(from, 0.1),
                new PicturePoint(from + 0.45, 0.2),
                new PicturePoint(from + 0.45, 0.8),
                new PicturePoint(from, 0.9))));
  }

  /**
   * What it cost.
   *
   * @param rows a second of a camera or zone each
   * @param second making one second of all, and judging alerts
   * @param batches how often what had come was written
   * @param batch writing what had come
   * @param lost rows that were not kept
   * @param megabytes of its files
   */
  public record Cost(
      long rows, Times second, int batches, Times batch, long lost, double megabytes) {}

  /**
   * How long something took.
   *
   * @param p50 in milliseconds
   * @param p99 in milliseconds
   * @param share of a core, had it all taken as long as it stands for
   */
  public record Times(double p50, double p99, double share) {}

  /** Writes them into a folder's file. */
  public static Cost write(Path folder, int cameras, Duration time) throws Exception {
    return new HistoryHour(cameras).write(folder, time.toSeconds());
  }

  private Cost write(Path folder, long number) throws IOException {
    DatabaseFile file = new DatabaseFile(folder.resolve("history.db"), HistorySchema.migrations());
    long every = settings.writeEvery().toSeconds();
    try (HistoryWriter writer =
        new HistoryWriter(file, settings, queue, this::nanos, this::now, System.err::println)) {
      for (long second = 1; second <= number; second++) {
        second();
        if (second % every == 0) {
          long start = System.nanoTime();
          writer.turn();
          batches.add((System.nanoTime() - start) / MILLISECOND);
        }
      }
    }
    return new Cost(
        rows,
        times(seconds, number),
        batches.size(),
        times(batches, number),
        queue.lost(),
        megabytes(folder));
  }

  private void second() {
    double took = 0;
    for (int count = 0; count < COUNTS_A_SECOND; count++) {
      millis += 1000 / COUNTS_A_SECOND + (count == 0 ? 1 : 0);
      cameras.forEach(this::count);
      long start = System.nanoTime();
      counts.tick();
      took += (System.nanoTime() - start) / MILLISECOND;
    }
    seconds.add(took);
  }

  private void count(CameraId camera) {
    double people = 20 + 10 * Math.sin(millis / 300_000.0 + camera.hashCode());
    float[] values = new float[ROWS * COLUMNS];
    Arrays.fill(values, (float) (people / values.length));
    JpegFrame frame = new JpegFrame(0, 0, 0, 0, 640, 480, ByteString.emptyByteString());
    DensityMap map =
        new DensityMap(0, 0, ROWS, COLUMNS, people, values, new DensityMap.Timing(0, 0, 0, 1));
    hub.answered(camera, frame, map, NETWORK, nanos());
  }

  private void offer(Second second) {
    rows += second.means().size();
    queue.offer(second.means());
  }

  private long nanos() {
    return Duration.ofMillis(millis).toNanos();
  }

  private Instant now() {
    return BEGIN.plusMillis(millis);
  }

  private static Times times(List<Double> millis, long seconds) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double total = Arrays.stream(sorted).sum();
    return new Times(percentile(sorted, 50), percentile(sorted, 99), total / 1000 / seconds);
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
  }

  private static double megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      double bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes / MB;
    }
  }
}
