package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.FrameTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.frame.DensityMap;
import throng.streams.frame.SkipReason;
import throng.streams.wire.Message;

/** What becomes of the frames that wait when their connection ends. */
@SuppressWarnings("NullAway.Init") // Made before each test.
class SessionEndTest {
  private static final int FLOOD = 20;

  private final Semaphore gate = new Semaphore(0);
  private final FakeModel model = new FakeModel(1, false);
  private ListeningNode node;

  @BeforeEach
  void startANodeWhoseWorkerWaitsBeforeEachRun() throws Exception {
    model.beforeBatch(people -> gate.acquireUninterruptibly());
    node = new ListeningNode(model, "batch.max-size = 1", Optional.empty());
  }

  @AfterEach
  void everyFrameIsAnsweredOnceAndItsMemoryGivenBack() {
    gate.release(1_000);
    await().untilAsserted(() -> assertThat(counted().underWay()).isZero());
    await().untilAsserted(() -> assertThat(model.openPictures).hasValue(0));
    assertThat(counted().accepted()).isEqualTo(counted().answered() + counted().skippedInAll());
    node.close();
  }

  @Test
  void framesOfAConnectionThatBreaksLeaveTheQueueAtOnce() throws Exception {
    flood("hostile").reset();

    await().untilAsserted(() -> assertThat(counted().underWay()).isZero());
    assertThat(counted().skipped(SkipReason.EXPIRED)).isEqualTo(FLOOD);
  }

  @Test
  void framesOfAProcessThatDiedLeaveTheQueueWithTheFirstAnswers() throws Exception {
    flood("hostile").close();
    gate.release(5);

    await().untilAsserted(() -> assertThat(counted().underWay()).isZero());
    assertThat(model.batches.size()).isLessThanOrEqualTo(6);
  }

  @Test
  void aConnectionThatIsReplacedTakesOnlyItsOwnFramesAway() throws Exception {
    try (HandWrittenEdge before = flood("door");
        HandWrittenEdge after = node.connect().welcomed("door")) {
      await().untilAsserted(() -> assertThat(counted().underWay()).isZero());

      after.frame(0, Jpegs.of(640, 480, 7));
      gate.release(2);

      Message.Reply reply = (Message.Reply) Objects.requireNonNull(after.read());
      assertThat(((DensityMap) reply.reply()).count()).isEqualTo(7);
      assertThat(before.read()).isInstanceOf(Message.Goodbye.class);
    }
  }

  private HandWrittenEdge flood(String camera) throws Exception {
    HandWrittenEdge edge = node.connect().welcomed(camera);
    for (int i = 0; i < FLOOD; i++) {
      edge.frame(i, Jpegs.of(640, 480, i));
    }
    await().until(() -> counted().underWay() == FLOOD && model.batches.size() == 1);
    return edge;
  }

  private FrameTotals counted() {
    return node.node.statistics.frames();
  }
}
