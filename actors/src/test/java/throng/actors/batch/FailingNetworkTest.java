package throng.actors.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.DeviceTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** What becomes of a batch on which the network or the decoder fails. */
class FailingNetworkTest extends BatchingNode {
  @Test
  void skipsOnlyThePictureOnWhichTheNetworkFails() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(
                people -> {
                  gate.acquireUninterruptibly();
                  if (people.contains(13)) {
                    throw new IllegalStateException("thirteen");
                  }
                }));
    occupyTheWorker();

    CompletableFuture<FrameReply> good = node.infer("a", 12);
    CompletableFuture<FrameReply> bad = node.infer("b", 13);
    await().until(() -> model.decoded.get() == 3);
    awaitQueued();
    gate.release(100);

    assertThat(good.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(reason(bad)).isEqualTo(SkipReason.MODEL_FAILED);
    assertThat(model.opened).hasValue(1);
  }

  @Test
  void halvesABatchThatDoesNotFitIntoMemory() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(
                people -> {
                  gate.acquireUninterruptibly();
                  if (people.size() > 4) {
                    throw new IllegalStateException(
                        "Failed to allocate memory for requested buffer");
                  }
                }));
    occupyTheWorker();

    IntStream.range(1, 9).forEach(i -> node.infer("camera" + i, i));
    await().until(() -> model.decoded.get() == 9);
    awaitQueued();
    gate.release(100);

    await().until(() -> node.statistics.snapshot().frames().answered() == 9);
    assertThat(model.batches).extracting(List::size).containsExactly(1, 8, 4, 4);
  }

  @Test
  void takesAWarmingThatDoesNotFitIntoMemoryAsItTakesABatch() throws Exception {
    FakeModel small =
        new FakeModel(1, true)
            .beforeWarming(
                (size, batch) -> {
                  if (size.width() == 320 && batch > 4) {
                    throw new IllegalStateException(
                        "Failed to allocate memory for requested buffer");
                  }
                });
    node = new FakeNode(small);

    node.host.expect(1, 320, 240);

    await()
        .untilAsserted(
            () ->
                assertThat(node.host.devices().read().values())
                    .extracting(DeviceTotals::outOfMemory)
                    .allMatch(times -> times > 0));
    assertThat(node.infer("door", 7).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(small.opened).hasValue(1);
  }

  @Test
  void opensTheNetworkAnewOnceWhereAWarmingBreaksIt() throws Exception {
    FakeModel breaking =
        new FakeModel(1, true)
            .beforeWarming(
                (size, batch) -> {
                  if (size.width() == 320) {
                    throw new AssertionError("broken");
                  }
                });
    node = new FakeNode(breaking);

    node.host.expect(1, 320, 240);

    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(breaking.opened).hasValueGreaterThanOrEqualTo(2));
    assertThat(node.infer("door", 7).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(breaking.opened).as("It is not warmed again.").hasValue(2);
  }

  @Test
  void handsOnThatTheHeapIsFullAlsoWhereAWarmingFindsIt() throws Exception {
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    FakeModel full =
        new FakeModel(1, true)
            .beforeWarming(
                (size, batch) -> {
                  if (size.width() == 320) {
                    Thread.currentThread()
                        .setUncaughtExceptionHandler((thread, error) -> uncaught.complete(error));
                    throw new OutOfMemoryError("Java heap space");
                  }
                });
    node = new FakeNode(full);

    node.host.expect(1, 320, 240);

    assertThat(uncaught.get(20, SECONDS)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void triesTheFramesOfAWorkerThatDiedOnceMoreOneByOne() throws Exception {
    AtomicInteger deaths = new AtomicInteger();
    node =
        new FakeNode(
            model.beforeBatch(
                people -> {
                  gate.acquireUninterruptibly();
                  if (people.contains(66)) {
                    deaths.incrementAndGet();
                    throw new StackOverflowError("poison");
                  }
                }));
    occupyTheWorker();

    CompletableFuture<FrameReply> good = node.infer("a", 12);
    CompletableFuture<FrameReply> poison = node.infer("b", 66);
    await().until(() -> model.decoded.get() == 3);
    awaitQueued();
    gate.release(100);

    assertThat(good.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(reason(poison)).isEqualTo(SkipReason.MODEL_FAILED);
    assertThat(deaths).hasValue(2);
    assertThat(node.infer("a", 5).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    await().untilAsserted(() -> assertThat(model.opened).hasValue(3));
    assertThat(model.closed).hasValue(2);
  }

  @Test
  void opensTheNetworkAnewWhenItFailsOnEverything() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(
                people -> {
                  if (model.opened.get() == 1) {
                    throw new IllegalStateException("broken for good");
                  }
                }));

    for (int i = 0; i < 3; i++) {
      assertThat(reason(node.infer("a", i))).isEqualTo(SkipReason.MODEL_FAILED);
    }

    assertThat(node.infer("a", 4).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(model.opened).hasValue(2);
  }

  @Test
  void skipsWhatCannotBeDecoded() throws Exception {
    node = new FakeNode(model);

    Skipped broken = (Skipped) node.infer("a", FakeModel.UNDECODABLE).get(20, SECONDS);
    Skipped breaking = (Skipped) node.infer("a", FakeModel.BREAKS_DECODER).get(20, SECONDS);

    assertThat(broken.reason()).isEqualTo(SkipReason.UNDECODABLE);
    assertThat(broken.sentence()).isEqualTo("The picture ends in the middle.");
    assertThat(breaking.reason()).isEqualTo(SkipReason.UNDECODABLE);
    assertThat(node.infer("a", 1).get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }
}
