package throng.actors.testing;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import throng.actors.batch.DecodePool;
import throng.actors.batch.DeviceTurns;
import throng.actors.batch.Place;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.session.LinkRules;
import throng.actors.session.Neighbours;
import throng.actors.session.SessionSettings;
import throng.actors.session.Sessions;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.tcp.ListenerSettings;
import throng.streams.wire.WireLimits;

/**
 * A host and sessions around a {@link FakeModel}, with the default settings but for small sizes and
 * for time limits that no pause of a busy machine breaks.
 */
public final class FakeNode implements AutoCloseable {
  private static final String SMALL =
      """
      throng.inference-dispatcher { type = PinnedDispatcher, executor = "thread-pool-executor" }
      throng.gpu-node.inference { restart-after = 50ms, restart-after-at-most = 100ms }
      throng.gpu-node.batch { decode-threads = 1, drain-timeout = 1m }
      throng.gpu-node.session.close-timeout = 20s
      throng.gpu-node.limits {
        max-frame-size = 100000 B, discard-limit = 1000000 B, max-pixels = 1000000
        handshake-timeout = 20s, ping-after = 10s, silence-timeout = 30s
        message-grace = 20s, min-rate = 64 kB, write-stall-timeout = 30s, linger = 1s
      }
      """;

  public final FakeModel model;
  public final NodeStatistics statistics = new NodeStatistics();
  public final CountHub counts;
  public final ActorTestKit kit;
  public final ModelHost host;
  public final ModelHosts models;
  public final DeviceTurns turns = new DeviceTurns(MonotonicClock.SYSTEM);
  public final ActorRef<Sessions.Command> sessions;
  public final WireLimits limits;
  public final MemoryBudget budget;
  private final ServingSettings serving;
  private final DecodePool decoding;

  public FakeNode(FakeModel model) {
    this(model, "", Optional.empty());
  }

  /**
   * @param settings what differs from the defaults, below {@code throng.gpu-node}
   */
  public FakeNode(FakeModel model, String settings, Optional<String> token) {
    this(model, settings, token, Neighbours.ALONE);
  }

  /** The same among other nodes. */
  public FakeNode(FakeModel model, String settings, Optional<String> token, Neighbours neighbours) {
    this(model, settings, token, neighbours, LinkRules.PLAIN);
  }

  /**
   * @param rules what those must show who connect
   */
  public FakeNode(
      FakeModel model,
      String settings,
      Optional<String> token,
      Neighbours neighbours,
      LinkRules rules) {
    Config config =
        ConfigFactory.parseString("throng.gpu-node {\n" + settings + "\n}")
            .withFallback(ConfigFactory.parseString(SMALL))
            .withFallback(PatientProbes.config());
    Block gpuNode = Block.of("throng.gpu-node", config);
    this.model = model;
    this.limits = WireLimits.from(gpuNode.block("limits"));
    SessionSettings session = SessionSettings.from(gpuNode, token);
    this.budget =
        MemoryBudget.of(
            MemoryPlan.from(gpuNode.block("limits")),
            limits.maxFrameBytes(),
            ListenerSettings.from(gpuNode, session.maxSessions()).maxConnections());
    this.counts =
        new CountHub(CountSettings.from(gpuNode), MonotonicClock.SYSTEM, InstantSource.system());
    this.kit = ActorTestKit.create(config);
    this.serving = ServingSettings.from(gpuNode);
    this.decoding = new DecodePool(serving.batch().decodeThreads());
    this.host = open(model);
    this.models = ModelHosts.of(host);
    this.sessions =
        kit.spawn(
            Sessions.create(
                models,
                session,
                limits,
                statistics,
                counts,
                neighbours,
                rules,
                MonotonicClock.SYSTEM),
            "sessions");
  }

  /** Opens another network beside the first one, with the same settings. */
  public ModelHost open(FakeModel model) {
    return open(model, false);
  }

  /**
   * @param isSpare whether it counts in spare time alone
   */
  public ModelHost open(FakeModel model, boolean isSpare) {
    return open(model, new Place(turns, decoding, isSpare));
  }

  /**
   * @param place where it shares devices with others
   */
  public ModelHost open(FakeModel model, Place place) {
    return ModelHost.open(model, serving, place, MonotonicClock.SYSTEM, kit::spawn);
  }

  /** Gives the batcher a picture of 640 × 480 that counts {@code people}. */
  public CompletableFuture<FrameReply> infer(String camera, int people) {
    return infer(camera, people, 0);
  }

  /**
   * @param worthMillis how long the answer is worth having; 0: for ever
   */
  public CompletableFuture<FrameReply> infer(String camera, int people, int worthMillis) {
    return infer(new Sent(camera, 0, 640, 480), people, worthMillis);
  }

  /** A picture's way here: its camera, its connection's number, its size in pixels. */
  public record Sent(String camera, long session, int width, int height) {}

  /**
   * @param worthMillis how long the answer is worth having; 0: for ever
   */
  public CompletableFuture<FrameReply> infer(Sent sent, int people, int worthMillis) {
    return infer(host, sent, people, worthMillis);
  }

  /** The same, counted by another network than the first. */
  public CompletableFuture<FrameReply> infer(ModelHost by, Sent sent, int people, int worthMillis) {
    CompletableFuture<FrameReply> reply = new CompletableFuture<>();
    by.count(
        new PendingFrame(
            new FrameOrigin(new CameraId("lobby", sent.camera()), sent.session()),
            JpegFrame.of(people, 0, 0, worthMillis, Jpegs.of(sent.width(), sent.height(), people)),
            by.model().decoder().runs(sent.width(), sent.height()),
            MonotonicClock.SYSTEM,
            answer -> {
              if (!reply.complete(answer)) {
                throw new AssertionError("A frame was answered twice.");
              }
            },
            statistics));
    return reply;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
