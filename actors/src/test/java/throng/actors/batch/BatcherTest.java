package throng.actors.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.serving.ModelHost;
import throng.actors.statistics.DeviceTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;

class BatcherTest extends BatchingNode {
  @Test
  void answersWithTheDensityMap() throws Exception {
    node = new FakeNode(model);

    DensityMap map = (DensityMap) node.infer("door", 7).get(20, SECONDS);

    assertThat(map.count()).isEqualTo(7);
    assertThat(map.timing().batch()).isEqualTo(1);
  }

  @Test
  void gathersABatchWhileTheWorkerIsBusy() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    occupyTheWorker();

    List<CompletableFuture<FrameReply>> replies =
        IntStream.range(1, 9).mapToObj(i -> node.infer("camera" + i, i)).toList();
    await().until(() -> model.decoded.get() == 9);
    awaitQueued();
    gate.release(2);

    for (CompletableFuture<FrameReply> reply : replies) {
      assertThat(reply.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    }
    assertThat(model.batches).extracting(List::size).containsExactly(1, 8);
  }

  @Test
  void takesOnlyFixedBatchSizesWhereTheNetworkWantsThem() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    occupyTheWorker();

    IntStream.range(1, 8).forEach(i -> node.infer("camera" + i, i));
    await().until(() -> model.decoded.get() == 8);
    awaitQueued();
    gate.release(100);

    await().until(() -> node.statistics.snapshot().frames().answered() == 8);
    assertThat(model.batches).extracting(List::size).containsExactly(1, 4, 2, 1);
  }

  @Test
  void refusesTheNewestOfTheCameraThatFloods() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(people -> gate.acquireUninterruptibly()),
            "batch { max-waiting-frames = 4, decode-ahead = 1, max-size = 1 }",
            Optional.empty());
    occupyTheWorker();

    List<CompletableFuture<FrameReply>> flood = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      flood.add(node.infer("flood", i));
    }
    CompletableFuture<FrameReply> other = node.infer("other", 50);
    await().until(() -> node.statistics.snapshot().frames().skipped(SkipReason.OVERLOADED) >= 4);
    gate.release(100);

    assertThat(other.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(flood.get(0).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(reason(flood.get(7))).isEqualTo(SkipReason.OVERLOADED);
  }

  @Test
  void answersExpiredFramesWhileEveryWorkerIsBusy() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    occupyTheWorker();

    CompletableFuture<FrameReply> late = node.infer("a", 1, 50);
    CompletableFuture<FrameReply> patient = node.infer("a", 2, 0);

    assertThat(reason(late)).isEqualTo(SkipReason.EXPIRED);
    gate.release(100);
    assertThat(patient.get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }

  @Test
  void aDeviceThatHangsCountsAsNoneUntilItIsDone() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(people -> gate.acquireUninterruptibly()),
            "inference.hangs-after = 300ms",
            Optional.empty());
    CompletableFuture<FrameReply> inHand = occupyTheWorker();
    assertThat(openWorkers()).isEqualTo(1);

    await().until(() -> openWorkers() == 0);
    assertThat(node.host.capacity().pixelsPerSecond()).isZero();

    gate.release(100);
    assertThat(inHand.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    await().until(() -> openWorkers() == 1);
    assertThat(node.host.capacity().pixelsPerSecond()).isPositive();
  }

  private int openWorkers() {
    return node.host.devices().read().values().stream().mapToInt(DeviceTotals::open).sum();
  }

  @Test
  void finishesWhatIsUnderWayWhenItDrains() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    occupyTheWorker();
    CompletableFuture<FrameReply> before = node.infer("a", 1);

    CompletableFuture<Done> drained = node.host.drain(Departure.OF_THE_NODE).toCompletableFuture();
    CompletableFuture<FrameReply> after = node.infer("a", 2);

    assertThat(reason(after)).isEqualTo(SkipReason.SHUTTING_DOWN);
    assertThat(drained).isNotDone();
    gate.release(100);
    drained.get(20, SECONDS);
    assertThat(before.get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }

  @Test
  void answersTheRestWhenTheDrainTakesTooLong() throws Exception {
    node =
        new FakeNode(
            model.beforeBatch(people -> gate.acquireUninterruptibly()),
            "batch.drain-timeout = 200ms",
            Optional.empty());
    CompletableFuture<FrameReply> inHand = occupyTheWorker();
    CompletableFuture<FrameReply> waiting = node.infer("a", 1);

    CompletableFuture<Done> drained = node.host.drain(Departure.OF_THE_NODE).toCompletableFuture();

    drained.get(20, SECONDS);
    assertThat(reason(inHand)).isEqualTo(SkipReason.SHUTTING_DOWN);
    assertThat(reason(waiting)).isEqualTo(SkipReason.SHUTTING_DOWN);
  }

  @Test
  void aNodesEndComesBeforeThatOfOneOfItsNetworks() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    occupyTheWorker();

    node.host.end();
    CompletableFuture<FrameReply> replaced = node.infer("a", 1);
    node.host.drain(Departure.OF_THE_NODE);
    CompletableFuture<FrameReply> ended = node.infer("a", 2);

    assertThat(reason(replaced)).isEqualTo(SkipReason.OVERLOADED);
    assertThat(reason(ended)).isEqualTo(SkipReason.SHUTTING_DOWN);
  }

  @Test
  void takesOutTheFramesOfAConnectionThatHasEndedAndOnlyThose() throws Exception {
    node = new FakeNode(model.beforeBatch(people -> gate.acquireUninterruptibly()));
    FakeNode.Sent before = new FakeNode.Sent("door", 1, 640, 480);
    FakeNode.Sent after = new FakeNode.Sent("door", 2, 640, 480);
    List<CompletableFuture<FrameReply>> gone = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      gone.add(node.infer(before, i % 100, 0));
    }
    await().until(() -> model.batches.size() == 1);
    CompletableFuture<FrameReply> stays = node.infer(after, 5, 0);

    node.host.leave(before.session());

    for (CompletableFuture<FrameReply> frame : gone) {
      assertThat(reason(frame)).isEqualTo(SkipReason.EXPIRED);
    }
    assertThat(stays).isNotDone();
    assertThat(node.statistics.snapshot().frames().underWay()).isEqualTo(1);
    gate.release(2);
    assertThat(stays.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(model.batches).hasSize(2);
  }

  @Test
  void decodesOthersWhileOneCamerasPictureDecodesForSeconds() throws Exception {
    int slow = 77;
    node =
        new FakeNode(
            model.beforeDecoding(
                people -> {
                  if (people == slow) {
                    gate.acquireUninterruptibly();
                  }
                }),
            "batch { decode-threads = 2, active-for = 1m }",
            Optional.empty());
    node.infer("live", 1).get(20, SECONDS);

    for (int i = 0; i < 8; i++) {
      node.infer("hostile", slow);
    }

    for (int people = 1; people <= 5; people++) {
      assertThat(node.infer("live", people).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    }
  }

  @Test
  void decodesForAllNetworksOnTheSameThreads() {
    AtomicInteger decoding = new AtomicInteger();
    IntConsumer holds =
        people -> {
          decoding.incrementAndGet();
          gate.acquireUninterruptibly();
        };
    node =
        new FakeNode(model.beforeDecoding(holds), "batch { decode-threads = 2 }", Optional.empty());
    ModelHost other = node.open(new FakeModel(1, false).beforeDecoding(holds));

    for (int i = 1; i <= 3; i++) {
      node.infer("camera" + i, i);
      node.infer(other, new FakeNode.Sent("other" + i, 1, 640, 480), i, 0);
    }

    await().until(() -> decoding.get() == 2);
    await().during(200, MILLISECONDS).until(() -> decoding.get() == 2);
  }

  @Test
  void warmsEveryBatchSizeOfAnAnnouncedSizeOnADeviceThatFillsItsBatchesUp() {
    FakeModel device = new FakeModel(1, true);
    node = new FakeNode(device);

    node.host.expect(1, 320, 240);
    node.host.expect(1, 320, 240);

    await()
        .untilAsserted(
            () -> assertThat(device.warmed).filteredOn(size -> size.width() == 320).hasSize(5));
  }

  @Test
  void keepsLiveFramesWaitingForNoMoreThanOneEmptyPictureOnACpu() throws Exception {
    node = new FakeNode(model);

    node.host.expect(1, 320, 240);
    for (int people = 1; people <= 3; people++) {
      assertThat(node.infer("live", people).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    }

    await()
        .during(200, MILLISECONDS)
        .untilAsserted(
            () -> assertThat(model.warmed).filteredOn(size -> size.width() == 320).hasSize(1));
  }

  @Test
  void usesAllWorkers() throws Exception {
    FakeModel two = new FakeModel(2, false);
    node = new FakeNode(two.beforeBatch(people -> gate.acquireUninterruptibly()));
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);
    assertThat(two.opened).hasValue(2);

    CompletableFuture<FrameReply> one = node.infer("a", 1);
    CompletableFuture<FrameReply> other = node.infer("b", 2);

    await().until(() -> two.batches.size() == 2);
    gate.release(2);
    assertThat(one.get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(other.get(20, SECONDS)).isInstanceOf(DensityMap.class);
  }

  @Test
  void keepsToWhatFitsEachDevice() throws Exception {
    Map<String, Semaphore> gates = Map.of("small", new Semaphore(0), "large", gate);
    Map<String, List<Integer>> sizes =
        Map.of("small", new CopyOnWriteArrayList<>(), "large", new CopyOnWriteArrayList<>());
    FakeModel two = new FakeModel(List.of("small", "large"), true);
    node =
        new FakeNode(
            two.beforeBatch(
                (device, people) -> {
                  Objects.requireNonNull(sizes.get(device)).add(people.size());
                  Objects.requireNonNull(gates.get(device)).acquireUninterruptibly();
                  if (device.equals("small") && people.size() > 4) {
                    throw new IllegalStateException("out of memory");
                  }
                }));
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);
    occupy(2, two, 2);
    occupy(8, two, 10);
    Objects.requireNonNull(gates.get("small")).release(4);
    await().until(() -> node.statistics.frames().answered() == 9);
    occupy(1, two, 11);
    await().until(() -> Objects.requireNonNull(sizes.get("small")).size() == 5);

    occupy(16, two, 27);
    Objects.requireNonNull(gates.get("small")).release(1);
    await().until(() -> Objects.requireNonNull(sizes.get("small")).size() == 6);
    gate.release(1);
    await().until(() -> Objects.requireNonNull(sizes.get("large")).size() == 2);
    Objects.requireNonNull(gates.get("small")).release(100);

    assertThat(sizes.get("small")).startsWith(1, 8, 4, 4, 1, 4);
    assertThat(sizes.get("large")).containsExactly(1, 12);
  }

  private void occupy(int frames, FakeModel model, int decoded) throws Exception {
    for (int i = 0; i < frames; i++) {
      node.infer("camera" + decoded + i, i);
    }
    await().until(() -> model.decoded.get() == decoded);
    awaitQueued();
  }
}
