package throng.actors.serving;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.batch.Departure;
import throng.actors.statistics.DeviceTotals;
import throng.actors.statistics.FrameTotals;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** A network's life, from its opening to its end. */
@SuppressWarnings("NullAway.Init") // Each test makes its own node.
class ModelHostTest {
  private static final String SMALL = "batch { max-size = 1, decode-ahead = 1 }";

  private final Semaphore gate = new Semaphore(0);
  private final FakeModel before = new FakeModel(1, false);
  private FakeNode node;

  @AfterEach
  void everyFrameIsAnsweredOnceAndItsMemoryGivenBack() {
    gate.release(1_000);
    await()
        .untilAsserted(() -> assertThat(node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(before.openPictures).hasValue(0));
    FrameTotals counted = node.statistics.frames();
    assertThat(counted.accepted()).isEqualTo(counted.answered() + counted.skippedInAll());
    node.close();
  }

  @Test
  void isWarmOnceEveryWorkerIs() throws Exception {
    FakeModel two = new FakeModel(2, false).beforeOpen(gate::acquireUninterruptibly);
    node = new FakeNode(two);
    gate.release(1);
    await().until(() -> two.opened.get() == 1);

    assertThat(node.host.whenWarm().toCompletableFuture()).isNotDone();
    gate.release(1);
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);

    assertThat(two.opened).hasValue(2);
  }

  @Test
  void saysThatAWorkerCannotOpenItsNetwork() {
    node =
        new FakeNode(
            before.beforeOpen(
                () -> {
                  throw new IllegalStateException("no device");
                }));

    assertThat(node.host.whenWarm().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .withMessage("no device");
  }

  @Test
  void tellsWhatItsDevicesCountWhileTheyAreBusy() throws Exception {
    node = new FakeNode(new FakeModel(List.of("gpu:0", "gpu:1"), false));
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);

    node.infer("door", 7).get(20, SECONDS);

    await()
        .untilAsserted(
            () ->
                assertThat(node.host.devices().read().values())
                    .extracting(DeviceTotals::pictures)
                    .containsExactlyInAnyOrder(0L, 1L));
    assertThat(node.host.devices().read().values())
        .filteredOn(device -> device.pictures() == 1)
        .allMatch(device -> device.pixelsPerSecond() > 0);
    assertThat(node.host.capacity().pixelsPerSecond()).isPositive();
  }

  @Test
  void countsOnTheDevicesThatOpenWhereItMayDoWithoutTheOthers() throws Exception {
    FakeModel three = new FakeModel(List.of("gpu:0", "gpu:1", "gpu:2"), false);
    node = new FakeNode(three.lackingDevices().breakDevice("gpu:1"));

    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);

    assertThat(node.infer("door", 7).get(20, SECONDS)).isInstanceOf(DensityMap.class);
    assertThat(node.host.devices().read())
        .hasEntrySatisfying("gpu:0", device -> assertThat(device.open()).isEqualTo(1))
        .hasEntrySatisfying("gpu:1", device -> assertThat(device.open()).isZero());
  }

  @Test
  void countsAlsoOnADeviceThatOpensLater() throws Exception {
    FakeModel two = new FakeModel(List.of("gpu:0", "gpu:1"), false);
    node = new FakeNode(two.lackingDevices().breakDevice("gpu:1"));
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);

    two.mend("gpu:1");

    await()
        .untilAsserted(
            () ->
                assertThat(node.host.devices().read().get("gpu:1"))
                    .matches(device -> device.open() == 1));
  }

  @Test
  void isNotWarmWhereNoDeviceOpens() {
    FakeModel two = new FakeModel(List.of("gpu:0", "gpu:1"), false);
    node = new FakeNode(two.lackingDevices().breakDevice("gpu:0").breakDevice("gpu:1"));

    assertThat(node.host.whenWarm().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .withMessage("It has fallen off the bus.");
  }

  @Test
  void isNotWarmWhereOneDeviceDoesNotOpenThatWasAskedFor() {
    FakeModel two = new FakeModel(List.of("gpu:0", "gpu:1"), false);
    node = new FakeNode(two.breakDevice("gpu:1"));

    assertThat(node.host.whenWarm().toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void finishesWhatItHasAndEndsItsWorkers() throws Exception {
    node = gated();
    List<CompletableFuture<FrameReply>> frames = occupied();

    CompletableFuture<Done> ended = node.host.end().toCompletableFuture();

    assertThat(ended).isNotDone();
    gate.release(100);
    ended.get(20, SECONDS);
    assertThat(before.closed).hasValue(1);
    for (int people = 0; people < frames.size(); people++) {
      assertThat(((DensityMap) frames.get(people).get(20, SECONDS)).count()).isEqualTo(people);
    }
  }

  @Test
  void endsEvenIfItsNetworkHangs() throws Exception {
    before.beforeBatch(people -> gate.acquireUninterruptibly());
    node = new FakeNode(before, SMALL + "\nbatch.drain-timeout = 200ms", Optional.empty());
    List<CompletableFuture<FrameReply>> frames = occupied();

    CompletableFuture<Done> ended = node.host.end().toCompletableFuture();

    assertThat(((Skipped) frames.get(0).get(20, SECONDS)).reason())
        .isEqualTo(SkipReason.OVERLOADED);
    gate.release(100);
    ended.get(20, SECONDS);
  }

  @Test
  void hasAllAnsweredWhileAWorkerKeepsItFromEnding() throws Exception {
    before.beforeBatch(people -> gate.acquireUninterruptibly());
    node = new FakeNode(before, SMALL + "\nbatch.drain-timeout = 200ms", Optional.empty());
    List<CompletableFuture<FrameReply>> frames = occupied();
    CompletableFuture<Done> ended = node.host.end().toCompletableFuture();
    frames.get(0).get(20, SECONDS);

    CompletableFuture<Done> drained = node.host.drain(Departure.OF_THE_NODE).toCompletableFuture();

    drained.get(20, SECONDS);
    assertThat(ended).isNotDone();
    gate.release(100);
    ended.get(20, SECONDS);
  }

  @Test
  void isPreparedOnceItsWorkersHaveSeenTheSizesThatAreComing() throws Exception {
    node = new FakeNode(before);
    node.host.whenWarm().toCompletableFuture().get(20, SECONDS);
    node.host.expect(1, 320, 240);

    node.host.whenPrepared().toCompletableFuture().get(20, SECONDS);

    assertThat(before.warmed).anyMatch(size -> size.width() == 320);
  }

  private FakeNode gated() {
    return new FakeNode(
        before.beforeBatch(people -> gate.acquireUninterruptibly()), SMALL, Optional.empty());
  }

  /** One frame is run, one is decoded, eight wait. */
  private List<CompletableFuture<FrameReply>> occupied() {
    List<CompletableFuture<FrameReply>> frames = new ArrayList<>();
    frames.add(node.infer("first", 0));
    await().until(() -> before.batches.size() == 1);
    IntStream.range(1, 10).forEach(people -> frames.add(node.infer("camera" + people, people)));
    await().until(() -> before.decoded.get() == 2);
    return frames;
  }
}
