package throng.actors.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** A node with a network, and another one that is opened by a test. */
abstract class HostedNetworks {
  final Semaphore gate = new Semaphore(0);
  final FakeModel old = new FakeModel(1, false).named("old");
  final FakeModel other = new FakeModel(1, false).named("other").times(2);
  final FakeNode node = new FakeNode(old);

  @AfterEach
  void everyFrameIsAnsweredOnceAndItsMemoryGivenBack() {
    gate.release(1_000);
    await()
        .untilAsserted(() -> assertThat(node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(old.openPictures).hasValue(0));
    await().untilAsserted(() -> assertThat(other.openPictures).hasValue(0));
    node.close();
  }

  ModelHost warm(FakeModel model) throws Exception {
    return warm(node.open(model));
  }

  static ModelHost warm(ModelHost host) throws Exception {
    host.whenWarm().toCompletableFuture().get(20, SECONDS);
    return host;
  }

  static double people(CompletableFuture<FrameReply> answer) throws Exception {
    return ((DensityMap) answer.get(20, SECONDS)).count();
  }

  static SkipReason reason(CompletableFuture<FrameReply> answer) throws Exception {
    return ((Skipped) answer.get(20, SECONDS)).reason();
  }
}
