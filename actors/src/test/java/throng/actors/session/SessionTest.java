package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.actors.batch.Batcher;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Counted;
import throng.actors.inference.FrameOrigin;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.FakeModel;
import throng.actors.testing.Jpegs;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.JpegScans;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.memory.Allowance;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.wire.Message;
import throng.streams.wire.WireLimits;

class SessionTest {
  private static final long ARRIVED = 1_000_000;
  private static final JpegFrame FRAME = JpegFrame.of(7, 0, 0, 200, Jpegs.of(64, 48, 3));

  private final TestInbox<Batcher.Command> batcher = TestInbox.create();
  private final NodeStatistics statistics = new NodeStatistics();
  private final Block gpuNode = Block.of("throng.gpu-node", ConfigFactory.load());
  private final WireLimits limits = WireLimits.from(gpuNode.block("limits"));
  private final Allowance allowance =
      MemoryBudget.of(MemoryPlan.from(gpuNode.block("limits")), limits.maxFrameBytes(), 1).open();
  private final CountHub counts =
      new CountHub(CountSettings.from(gpuNode), () -> ARRIVED + 5, InstantSource.system());
  private final Session session = session(() -> ARRIVED);

  @Test
  void givesAFrameToTheBatcherWithTheTimeAtWhichItCame() {
    CompletionStage<Answered> answer = session.count(FRAME, allowance);

    Batcher.Infer infer = (Batcher.Infer) batcher.receiveMessage();
    assertThat(infer.frame().isExpiredAt(ARRIVED + 199_999_999)).isFalse();
    assertThat(infer.frame().isExpiredAt(ARRIVED + 200_000_000)).isTrue();
    assertThat(answer.toCompletableFuture()).isNotDone();
    infer.frame().skip(SkipReason.EXPIRED, "");
    assertThat(answer.toCompletableFuture())
        .isCompletedWithValueMatching(answered -> answered.reply().sequence() == 7);
  }

  @Test
  void tellsTheHubOfEachAnswerWithItsPictureAndItsAge() {
    counts.connected(new CameraId("lobby", "door"));
    CountHub.Reader reader = counts.reader("test", 8, () -> {});
    CompletionStage<Answered> answer = session.count(FRAME, allowance);
    Batcher.Infer infer = (Batcher.Infer) batcher.receiveMessage();

    infer.frame().skip(SkipReason.EXPIRED, "");

    assertThat(answer.toCompletableFuture()).isCompleted();
    List<Counted> told = reader.take();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).camera()).isEqualTo(new CameraId("lobby", "door"));
    assertThat(told.get(0).frame().sequence()).isEqualTo(7);
    assertThat(told.get(0).ageNanos()).isEqualTo(5);
    assertThat(told.get(0).network().name()).isEqualTo("fake");
    assertThat(told.get(0).reply()).isInstanceOf(Skipped.class);
  }

  @Test
  void foreseesHowLongAFrameTakesToDecode() {
    JpegHeader header = JpegHeader.of(FRAME.jpeg()).orElseThrow();

    CompletionStage<Answered> answer = session.count(FRAME, allowance);

    Batcher.Infer infer = (Batcher.Infer) batcher.receiveMessage();
    assertThat(infer.frame().foreseenDecodeNanos())
        .isPositive()
        .isEqualTo(JpegScans.decodeNanos(header, 1, FRAME.jpeg().size()));
    assertThat(answer.toCompletableFuture()).isNotDone();
  }

  @Test
  void acceptsNothingOnceItHasEnded() {
    session.end();
    session.end();
    session.resize(64, 48);
    CompletionStage<Answered> answer = session.count(FRAME, allowance);

    assertThat(batcher.getAllReceived()).containsExactly(new Batcher.Leave(3));
    assertThat(answer.toCompletableFuture()).isNotDone();
    assertThat(statistics.frames().accepted()).isZero();
  }

  @Test
  void believesNoDemandThatWhatTheCameraSendsDoesNotBearOut() {
    FakeNeighbours neighbours = new FakeNeighbours();
    AtomicLong nanos = new AtomicLong(ARRIVED);
    Session telling = session(nanos::get, neighbours);
    Message.Demand lie = new Message.Demand(Integer.MAX_VALUE, Integer.MAX_VALUE);

    telling.demand(lie);
    assertThat(neighbours.demands).isEmpty();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    telling.demand(lie);
    for (int i = 0; i < 20; i++) {
      var unused = telling.count(FRAME, allowance);
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    telling.demand(lie);
    telling.demand(lie);

    assertThat(neighbours.demands).containsExactly(0.0, 2 * 20 * 64 * 48 / 5.0);
  }

  @Test
  void believesADemandOfAsMuchAsACameraSendsOrUpToTwiceAsMuch() {
    FakeNeighbours neighbours = new FakeNeighbours();
    AtomicLong nanos = new AtomicLong(ARRIVED);
    Session telling = session(nanos::get, neighbours);

    for (int i = 0; i < 10; i++) {
      var unused = telling.count(FRAME, allowance);
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    telling.demand(new Message.Demand(15_000, 64 * 48));

    assertThat(neighbours.demands).containsExactly(15.0 * 64 * 48);
  }

  @Test
  void hearsOfNoSizeThatNoPictureHas() {
    session.resize(131_250, 16);
    session.resize(64, 48);

    assertThat(batcher.getAllReceived()).containsExactly(new Batcher.Warm(3, 64, 48));
  }

  private Session session(MonotonicClock clock) {
    return session(clock, Neighbours.ALONE);
  }

  private Session session(MonotonicClock clock, Neighbours neighbours) {
    ModelHost host =
        ModelHost.open(
            new FakeModel(1, true),
            ServingSettings.from(gpuNode),
            clock,
            behavior -> batcher.getRef());
    SessionSettings settings = SessionSettings.from(gpuNode, Optional.empty());
    ModelHosts models = ModelHosts.of(host);
    return new Session(
        new SessionContext(
            models, settings, limits, statistics, counts, neighbours, LinkRules.PLAIN, clock),
        new FrameOrigin(new CameraId("lobby", "door"), 3),
        models.standardChoice());
  }
}
