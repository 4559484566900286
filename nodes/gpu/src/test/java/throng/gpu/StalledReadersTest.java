package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.live.Elsewhere;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.gpu.history.HistoryArchive;
import throng.gpu.history.HistorySettings;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.PublishSettings;
import throng.gpu.publish.Publishers;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.settings.Block;

/** Whoever reads counts stalls or fails, all at once: counting goes on, and losses are counted. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StalledReadersTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");

  @TempDir Path folder = Path.of(".");

  @Test
  void countingGoesOnAndWhatIsLostIsCounted() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer hanging = HttpServer.create(loopback(), 0);
    hanging.createContext("/", exchange -> awaitQuietly(end));
    hanging.start();
    Path noFolder = Files.writeString(folder.resolve("state"), "in the way");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = config(silent.getLocalPort(), hanging.getAddress().getPort());
      ActorTestKit kit = ActorTestKit.create("stalled", config);
      try {
        run(kit, Block.of("throng.gpu-node", config), noFolder);
      } finally {
        end.countDown();
        kit.shutdownTestKit();
        hanging.stop(0);
      }
    }
  }

  private static void run(ActorTestKit kit, Block settings, Path noFolder) {
    List<String> said = new CopyOnWriteArrayList<>();
    CountHub hub = Hubs.hub(MonotonicClock.SYSTEM);
    HistoryArchive history =
        HistoryArchive.begin(kit.system(), HistorySettings.from(settings), noFolder, said::add);
    Publishers publishers =
        Publishers.begin(
            kit.system(),
            PublishSettings.from(settings),
            new Publishers.Parts(
                new NodeStatistics(),
                hub,
                Elsewhere.NOWHERE,
                () -> List.of(Hubs.now(Series.of(DOOR), 2999, 0)),
                List::of,
                () -> 0,
                history::droppedRows,
                "0.1.0",
                Optional.of(noFolder),
                said::add));
    CountHub.Reader neverReads = hub.reader("stalled", 10, () -> {});
    hub.connected(DOOR);

    for (int second = 0; second < 3000; second++) {
      Hubs.count(hub, DOOR, MonotonicClock.SYSTEM, second);
      List<SecondMean> means =
          List.of(new SecondMean(Series.of(DOOR), second, second, second, second, 1, 1));
      history.offer(means);
      publishers.accept(Alerts.firing("a" + second, "ops"));
    }

    assertThat(hub.latest(DOOR).map(Counted::reply))
        .hasValueSatisfying(reply -> assertThat(((DensityMap) reply).count()).isEqualTo(2999));
    assertThat(neverReads.dropped()).isEqualTo(2990);
    // Before ten seconds without a picture, after which it would be none.
    assertThat(publishers.exposition().text().lines())
        .contains("throng_camera_people{camera=\"door\",node=\"lobby\"} 2999.0");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(publishers.exposition().text().lines())
                    .contains(
                        "throng_history_rows_dropped_total 2900.0",
                        "throng_counts_missed_total{reader=\"stalled\"} 2990.0",
                        "throng_notifications_total{channel=\"mqtt\",result=\"dropped\"} 3000.0")
                    .anyMatch(
                        it ->
                            it.matches(
                                "throng_notifications_total\\{channel=\"webhook\",result=\"dropped\"\\}"
                                    + " 2\\d{3}\\.0")));
    await().atMost(Duration.ofSeconds(60)).until(history::isFailing);
    await()
        .untilAsserted(
            () ->
                assertThat(said)
                    .anyMatch(it -> it.startsWith("The history cannot be written"))
                    .anyMatch(it -> it.contains("cannot be kept")));
  }

  private static Config config(int broker, int webhook) {
    return ConfigFactory.parseString(
            """
            throng.gpu-node {
              history.queue = 100
              mqtt.broker = "127.0.0.1:%d"
              webhooks { time-out = 1m, targets.ops.url = "http://127.0.0.1:%d/" }
              notifications.queue = 100
            }
            """
                .formatted(broker, webhook))
        .withFallback(ConfigFactory.parseResources("gpu-node-akka.conf"))
        .withFallback(ConfigFactory.load());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await(90, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
