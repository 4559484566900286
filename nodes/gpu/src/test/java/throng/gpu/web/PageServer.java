package throng.gpu.web;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Exposition;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.Network;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.replica.Documents;
import throng.actors.statistics.DeviceTotals;
import throng.common.console.Console;
import throng.gpu.state.SiteRun;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveViews;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.pki.UnencryptedEdges;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FreePort;
import throng.streams.tls.LinkIdentity;

/** The page on a free port of loopback, with a hub that a test counts into. */
final class PageServer implements AutoCloseable {
  static final CameraId DOOR = new CameraId("lobby", "door");
  static final CameraId HALL = new CameraId("lobby", "hall");
  static final String PASSWORD = "correct horse battery";

  private static final Exposition METRICS =
      new Exposition() {
        @Override
        public String contentType() {
          return "text/plain; version=0.0.4; charset=utf-8";
        }

        @Override
        public String text() {
          return "throng_live_viewers 0\n";
        }
      };

  private static final SiteSettings SETTINGS =
      SiteSettings.from(
          Block.of(
              "throng.gpu-node",
              ConfigFactory.parseString(
                      """
                      throng.gpu-node.alerts {
                        full { where = "lobby/hall", above = 1000 }
                        long-queue { where = "lobby/hall/queue", above = 1000 }
                      }
                      """)
                  .withFallback(ConfigFactory.load())));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  // A test that stands still for seconds is no client that does.
  private static final String PATIENT =
      "connections { headers-within = 1m, body-within = 1m, idle = 1m }";

  private static final String HASH = Accounts.hash(PASSWORD);

  final CountHub hub =
      new CountHub(new CountSettings(1 << 24, 1 << 24), System::nanoTime, InstantSource.system());
  final SiteRun site;
  private final LiveViews views;

  /** What the devices do. */
  volatile Map<String, DeviceTotals> devices =
      Map.of("gpu:0", new DeviceTotals(2, 1, 3, 9, 1_500_000_000, 1, 640_000));

  final Health health = new Health(() -> devices);
  private final Console console = Console.create(true);
  final List<Documents> replicated = new CopyOnWriteArrayList<>();
  final FakeHistory past = new FakeHistory();
  final Path state;
  final int port;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ActorSystem<Void> system;
  private long sequence;

  private final OtherNodes otherNodes;

  /** What other nodes count. */
  volatile List<Elsewhere.CameraElsewhere> others = List.of();

  /** Which counts from now on. */
  Network network = new Network("constant", "1");

  private PageServer(Path state, String settings, OtherNodes otherNodes) {
    this.state = state;
    this.otherNodes = otherNodes;
    site = SiteRun.open(hub, SETTINGS, Optional.of(state), () -> others, sentence -> {});
    site.start();
    system = ActorSystem.create(Behaviors.empty(), "page", systemConfig());
    this.port = FreePort.next();
    views =
        new LiveViews(
            hub,
            site.counts(),
            new LiveViews.Others(() -> others, otherNodes),
            settings(port, settings).live(),
            system.dispatchers().lookup(DispatcherSelector.blocking()),
            System::nanoTime);
    system
        .scheduler()
        .scheduleWithFixedDelay(
            LiveCounts.READ_EVERY, LiveCounts.READ_EVERY, views::read, system.executionContext());
    Web.begin(system, settings(port, settings), parts()).toCompletableFuture().join();
  }

  static PageServer start(Path state, String settings) {
    return new PageServer(state, settings, OtherNodes.NONE);
  }

  /**
   * The same, among others.
   *
   * @param otherNodes are asked for their past
   */
  static PageServer start(Path state, OtherNodes otherNodes) {
    return new PageServer(state, "", otherNodes);
  }

  static Config systemConfig() {
    return ConfigFactory.parseResourcesAnySyntax("gpu-node-akka.conf")
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /** {@code settings} are those below {@code throng.gpu-node.web}. */
  static WebSettings settings(int port, String settings) {
    Config config =
        ConfigFactory.parseString("throng.gpu-node.web { " + settings + " }")
            .withFallback(
                ConfigFactory.parseString(
                    "throng.gpu-node.web { listen = \"127.0.0.1:" + port + "\", " + PATIENT + " }"))
            .withFallback(ConfigFactory.load());
    return WebSettings.from(
        Block.of("throng.gpu-node", config), LinkIdentity.none(throng.streams.tls.Role.GPU_NODE));
  }

  Web.Parts parts() {
    return new Web.Parts(
        Optional.of(state),
        health,
        console,
        () -> "constant 1",
        hub,
        new Web.Readers(
            site.counts(),
            views,
            Optional.of(past),
            otherNodes,
            Optional.of(METRICS),
            new LiveViewers(),
            () -> devices,
            () ->
                List.of(
                    new UnencryptedEdges.Seen(
                        "hall", new HostAndPort("10.0.0.9", 1234), Instant.ofEpochMilli(5)))),
        new Web.Edited(
            site.site(), site.alerts(), SETTINGS, java.util.Set.of("ops"), replicated::add),
        new FakeNetworks());
  }

  ActorSystem<Void> system() {
    return system;
  }

  /** An account with {@link #PASSWORD}, made as another process would. */
  void user(String name, Role role, String... cameras) {
    Accounts.open(Optional.of(state)).add(name, role, java.util.List.of(cameras), HASH);
  }

  /** A token, made as another process would, once the node knows it. */
  String token(Role role, String... cameras) {
    String token =
        Accounts.open(Optional.of(state)).addToken("test", role, java.util.List.of(cameras));
    org.awaitility.Awaitility.await()
        .until(
            () -> get("/api/v1/version", "Authorization", "Bearer " + token).statusCode() == 200);
    return token;
  }

  /** One counted picture of this camera. */
  void count(CameraId camera, double people, byte[] jpeg) {
    count(camera, people, jpeg, System.nanoTime());
  }

  /** The same of a picture that came then. */
  void count(CameraId camera, double people, byte[] jpeg, long arrivedNanos) {
    JpegFrame frame = new JpegFrame(sequence, 0, 0, 0, 64, 48, ByteString.fromArray(jpeg));
    float[] cells = {(float) people, 0};
    DensityMap map =
        new DensityMap(sequence, 0, 1, 2, people, cells, new DensityMap.Timing(1, 1, 1, 1));
    sequence++;
    hub.answered(camera, frame, map, network, arrivedNanos);
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path)).timeout(PATIENCE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Origin", base())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpClient client() {
    return client;
  }

  /** Signs in, and returns the cookie. */
  String cookie(String name) {
    HttpResponse<String> in =
        post("/api/v1/sign-in", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD));
    return in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  /** A connection of a peer that may do as it likes. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** What is answered to these bytes until the connection ends. */
  String raw(String bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    site.close();
    // A quiet console keeps the whole process' log quiet.
    console.close();
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
