package throng.actors.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.inference.InferenceWorker;
import throng.actors.inference.TensorSize;
import throng.actors.inference.WorkerEvent;
import throng.actors.statistics.DeviceStatistics;
import throng.actors.testing.FakeModel;

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

  private void times(String device, TensorSize size, long millis) {
    ActorRef<InferenceWorker.Command> worker = device.equals("slow") ? slow : quick;
    workers.former(worker).times().record(size, 1, MILLISECONDS.toNanos(millis));
  }

  private static Supplier<Optional<TensorSize>> next(TensorSize size) {
    return () -> Optional.of(size);
  }
}
