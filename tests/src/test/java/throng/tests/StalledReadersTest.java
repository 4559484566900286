package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.GpuNodeHere;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.streams.frame.DensityMap;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FreePort;

/**
 * A viewer that never reads, a disk that takes nothing, a broker that is silent and a webhook that
 * hangs, all at once and under load: each turn of the device still gives an answer, none waits
 * longer than it does without them, and what was lost is counted.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StalledReadersTest {
  // With one picture under way each: a camera's second one may be counted before its first, and its
  // answer then waits for that.
  private static final int CAMERAS = 6;
  private static final int TURNS = 400;
  // Who is next among those that wait depends on when pictures come.
  private static final int LONGEST_MORE = 10 * CAMERAS;
  private static final int MANY = 1 << 20;
  private static final ByteString JPEG = jpeg();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String COUNTED =
      "throng.gpu-node { model = \"constant:value=0.01\", cpu-max-batch = 1, batch.max-size = 1 }\n";

  @TempDir Path folder = Path.of(".");
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * What became of a number of turns.
   *
   * @param ages how many turns each answer took, sorted
   * @param nanos how long all turns took
   */
  private record Run(List<Long> ages, long nanos) {
    double meanAge() {
      return ages.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    long longest() {
      return ages.get(ages.size() - 1);
    }
  }

  private record Answer(int camera, long sequence, boolean isCounted) {}

  @Test
  void frameAfterFrameIsCountedAsIfNobodyStalled() throws Exception {
    Semaphore turns = new Semaphore(0);
    try (GpuNodeHere plain = node(turns, "throng.gpu-node.history.keep = off");
        AutoCloseable free = () -> turns.release(MANY)) {
      run(plain, turns);
      Run without = run(plain, turns);

      Run with = besideStalled();

      assertThat(with.ages()).hasSameSizeAs(without.ages());
      assertThat(with.meanAge()).isBetween(without.meanAge() - 1, without.meanAge() + 1);
      assertThat(with.longest()).isLessThanOrEqualTo(without.longest() + LONGEST_MORE);
      // Far from what waiting for one of them once a frame would take.
      assertThat(Duration.ofNanos(with.nanos()))
          .isLessThan(Duration.ofNanos(5 * without.nanos()).plusSeconds(5));
    }
  }

  private Run besideStalled() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch posted = new CountDownLatch(1);
    HttpServer hanging = hanging(posted, end);
    Path state = Files.createDirectory(folder.resolve("state"));
    String token = Accounts.open(Optional.of(state)).addToken("wall", Role.VIEWER, List.of());
    Files.createDirectories(state.resolve("history.db"));
    int page = FreePort.next();
    Semaphore turns = new Semaphore(0);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        GpuNodeHere node =
            node(turns, settings(state, page, silent.getLocalPort(), hanging.getAddress()));
        AutoCloseable free = () -> turns.release(MANY);
        LiveViewer stalled = viewer(page, token)) {
      // Until the alert has fired, so that there is something to tell.
      for (int i = 0; posted.getCount() > 0 && i < 200; i++) {
        run(node, turns);
      }
      assertThat(posted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      Run run = run(node, turns);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(page, "/readyz")).contains("\"history\":\"failing\""));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get(page, "/metrics").lines())
                      .contains("throng_live_viewers 1.0")
                      .anyMatch(it -> isLoss(it, "channel=\"mqtt\",result=\"dropped\"")));
      return run;
    } finally {
      end.countDown();
      hanging.stop(0);
    }
  }

  private static boolean isLoss(String line, String labels) {
    return line.startsWith("throng_notifications_total{" + labels + "}") && !line.endsWith(" 0.0");
  }

  private static String settings(Path state, int page, int broker, InetSocketAddress webhook) {
    return """
        throng.gpu-node {
          state-folder = "%s"
          web { listen = "127.0.0.1:%d", live.max-rate = 60, connections.idle = 1h }
          mqtt.broker = "127.0.0.1:%d"
          webhooks { time-out = 1m, targets.ops.url = "http://127.0.0.1:%d/" }
          alerts.any { where = "lobby/camera0", above = 1, for = 0s, notify = [ops] }
        }
        """
        .formatted(state, page, broker, webhook.getPort());
  }

  private GpuNodeHere node(Semaphore turns, String settings) {
    return GpuNodeHere.start(COUNTED + settings, network -> new TurnedNetwork(network, turns));
  }

  /**
   * Keeps a picture of each camera under way for so many turns, and then has the last ones
   * answered.
   */
  private Run run(GpuNodeHere node, Semaphore turns) throws Exception {
    BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    List<ToldCamera> cameras = new ArrayList<>();
    try {
      for (int i = 0; i < CAMERAS; i++) {
        int camera = i;
        cameras.add(
            ToldCamera.connect(
                HostAndPort.parse(node.address()).orElseThrow(),
                "camera" + i,
                reply ->
                    answers.add(
                        new Answer(camera, reply.sequence(), reply instanceof DensityMap))));
      }
      return run(cameras, answers, turns);
    } finally {
      for (ToldCamera camera : cameras) {
        camera.close();
      }
    }
  }

  private static Run run(List<ToldCamera> cameras, BlockingQueue<Answer> answers, Semaphore turns)
      throws Exception {
    List<List<Long>> sentIn = new ArrayList<>();
    for (ToldCamera camera : cameras) {
      sentIn.add(new ArrayList<>());
      send(camera, sentIn.get(sentIn.size() - 1), 0);
    }
    List<Long> ages = new ArrayList<>();
    long start = System.nanoTime();
    for (long turn = 1; turn <= TURNS + CAMERAS; turn++) {
      turns.release();
      Answer answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer)
          .as("the answer of turn %d; turns left: %d", turn, turns.availablePermits())
          .isNotNull();
      assertThat(answer.isCounted()).isTrue();
      List<Long> its = sentIn.get(answer.camera());
      ages.add(turn - its.get(Math.toIntExact(answer.sequence())));
      if (turn <= TURNS) {
        send(cameras.get(answer.camera()), its, turn);
      }
    }
    return new Run(ages.stream().sorted().toList(), System.nanoTime() - start);
  }

  private static void send(ToldCamera camera, List<Long> sentIn, long turn) throws IOException {
    camera.send(sentIn.size(), JPEG);
    sentIn.add(turn);
  }

  private static LiveViewer viewer(int page, String token) throws IOException {
    return LiveViewer.open(
        HostAndPort.parse("127.0.0.1:" + page).orElseThrow(),
        token,
        "{\"state\":true,\"pictures\":{\"lobby/camera0\":60,\"lobby/camera1\":60}}");
  }

  private static HttpServer hanging(CountDownLatch posted, CountDownLatch end) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.countDown();
          awaitQuietly(end);
        });
    server.start();
    return server;
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String get(int port, String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that is large, so that a viewer that does not read soon has more than it takes. */
  private static ByteString jpeg() {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(1);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.fromArray(bytes.toByteArray());
  }
}
