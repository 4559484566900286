package throng.actors.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.inference.WorkerEvent;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.FakeModel;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

/** Two idle workers, on a slow device and a quick one; the slow one has been idle longer. */
class WorkersTest {
  private static final TensorSize SIZE = new TensorSize(480, 640);
  private static final TensorSize OTHER = new TensorSize(1080, 1920);

  private final ActorTestKit kit = ActorTestKit.create();
  private final FakeModel model = new FakeModel(List.of("slow", "quick"), false);
  private final DeviceStatistics statistics = new DeviceStatistics(model.devices(), 1, () -> 0);
  private final ActorRef<InferenceWorker.Command> slow = worker();
  private final ActorRef<InferenceWorker.Command> quick = worker();
  private final Workers workers = workers();

  private Workers workers() {
    BatchSettings settings = QueueSettings.with("batch.policy = fair");
    DeviceTimes times = new DeviceTimes(model.devices());
    Workers both =
        new Workers(
            model,
            settings,
            Duration.ofSeconds(10),
            new FairQueue(settings, times),
            times,
            statistics,
            Place.ofNode(settings, () -> 0).join(model.devices(), () -> {}));
    both.opened(new WorkerEvent.Opened(slow, "slow", 0, 0));
    both.opened(new WorkerEvent.Opened(quick, "quick", 0, 0));
    return both;
  }

  private ActorRef<InferenceWorker.Command> worker() {
    return kit.<InferenceWorker.Command>createTestProbe().getRef();
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void offersTheNextPictureToTheDeviceThatIsQuickestWithIt() {
    times("slow", SIZE, 40);
    times("quick", SIZE, 10);
    times("slow", OTHER, 200);
    times("quick", OTHER, 300);

    assertThat(workers.idle(next(SIZE))).containsExactly(quick, slow);
    assertThat(workers.idle(next(OTHER))).containsExactly(slow, quick);
  }

  @Test
  void offersItFirstToADeviceOfWhichNothingIsKnown() {
    times("slow", SIZE, 40);

    assertThat(workers.idle(next(SIZE))).containsExactly(quick, slow);
  }

  @Test
  void offersItToTheLongestIdleWhereAllAreAsQuick() {
    times("slow", SIZE, 10);
    times("quick", SIZE, 10);

    assertThat(workers.idle(next(SIZE))).containsExactly(slow, quick);
  }

  @Test
  void looksNowAndThenWhetherADeviceIsStillSlow() {
    times("slow", SIZE, 40);
    times("quick", SIZE, 10);

    List<ActorRef<InferenceWorker.Command>> firsts =
        IntStream.range(0, 100).mapToObj(any -> workers.idle(next(SIZE)).get(0)).toList();

    assertThat(firsts).filteredOn(slow::equals).hasSize(2);
  }

  @Test
  void learnsNothingFromAWarmingThatFailed() {
    long cost = workers.former(slow).times().cost(SIZE);

    workers.warmed(new WorkerEvent.Warmed(slow, SIZE, 16, MILLISECONDS.toNanos(5), false), 0);

    assertThat(workers.former(slow).times().cost(SIZE)).isEqualTo(cost);
    assertThat(statistics.capacity().byDevice()).containsEntry("slow", 0.0);

    workers.warmed(new WorkerEvent.Warmed(slow, SIZE, 1, MILLISECONDS.toNanos(100), true), 0);

    assertThat(workers.former(slow).times().cost(SIZE)).isEqualTo(MILLISECONDS.toNanos(100));
    assertThat(statistics.capacity().byDevice()).containsEntry("slow", 3_072_000.0);
  }

  @Test
  void oneThatHangsAtABatchIsNotOpenUntilItIsBack() {
    times("slow", SIZE, 40);
    PendingFrame frame = frame();
    workers.run(slow, List.of(frame), 0);
    workers.run(quick, List.of(frame()), 0);
    finish(quick, frame(), 10);

    assertThat(workers.hanging(SECONDS.toNanos(10))).isEmpty();
    assertThat(workers.hanging(SECONDS.toNanos(11))).containsExactly("slow");
    assertThat(workers.hanging(SECONDS.toNanos(12))).isEmpty();
    assertThat(open("slow")).isZero();
    assertThat(open("quick")).isEqualTo(1);

    finish(slow, frame, 13_000);
    assertThat(open("slow")).isEqualTo(1);
    assertThat(workers.hanging(SECONDS.toNanos(30))).isEmpty();
  }

  @Test
  void oneThatIsSlowWithEachBatchDoesNotHang() {
    times("slow", SIZE, 1_000);
    workers.run(slow, List.of(frame()), 0);

    assertThat(workers.hanging(SECONDS.toNanos(20))).isEmpty();
    assertThat(workers.hanging(SECONDS.toNanos(21))).containsExactly("slow");
  }

  @Test
  void oneThatDiesWhileItHangsIsLostOnce() {
    workers.run(slow, List.of(frame()), 0);
    workers.hanging(SECONDS.toNanos(11));

    workers.lost(slow, SECONDS.toNanos(12));
    assertThat(open("slow")).isZero();

    workers.opened(new WorkerEvent.Opened(slow, "slow", 0, 0));
    assertThat(open("slow")).isEqualTo(1);
  }

  private void finish(ActorRef<InferenceWorker.Command> worker, PendingFrame frame, long millis) {
    workers.finished(
        new WorkerEvent.Finished(
            worker, SIZE, List.of(frame), SIZE.pixels(), MILLISECONDS.toNanos(millis)),
        0);
  }

  private int open(String device) {
    return Objects.requireNonNull(statistics.read().get(device)).open();
  }

  private static PendingFrame frame() {
    return new PendingFrame(
        new FrameOrigin(new CameraId("lobby", "door"), 0),
        JpegFrame.of(0, 0, 0, 0, Jpegs.of(640, 480, 1)),
        new Runs(SIZE, 1),
        () -> 0,
        answer -> {},
        new NodeStatistics());
  }

  private void times(String device, TensorSize size, long millis) {
    ActorRef<InferenceWorker.Command> worker = device.equals("slow") ? slow : quick;
    workers.former(worker).times().record(size, 1, MILLISECONDS.toNanos(millis));
  }

  private static Supplier<Optional<TensorSize>> next(TensorSize size) {
    return () -> Optional.of(size);
  }
}
