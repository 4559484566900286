package throng.actors.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import throng.actors.statistics.FrameTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** A node whose worker can be held, and whose every frame is answered at the end. */
@SuppressWarnings("NullAway.Init") // Each test makes its own node.
abstract class BatchingNode {
  final Semaphore gate = new Semaphore(0);
  final FakeModel model = new FakeModel(1, false);
  FakeNode node;

  @AfterEach
  void everyFrameIsAnsweredOnceAndItsMemoryGivenBack() {
    gate.release(1_000);
    await()
        .untilAsserted(() -> assertThat(node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(model.openPictures).hasValue(0));
    FrameTotals counted = node.statistics.frames();
    assertThat(counted.accepted()).isEqualTo(counted.answered() + counted.skippedInAll());
    node.close();
  }

  CompletableFuture<FrameReply> occupyTheWorker() {
    CompletableFuture<FrameReply> reply = node.infer("first", 99);
    await().until(() -> model.batches.size() == 1);
    return reply;
  }

  // What is decoded is on its way to the batcher: a message more, and its answer, come after it.
  void awaitQueued() throws Exception {
    assertThat(reason(node.infer("marker", FakeModel.UNDECODABLE)))
        .isEqualTo(SkipReason.UNDECODABLE);
  }

  static SkipReason reason(CompletableFuture<FrameReply> reply) throws Exception {
    return ((Skipped) reply.get(20, SECONDS)).reason();
  }
}
