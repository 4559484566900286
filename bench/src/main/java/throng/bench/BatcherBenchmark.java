package throng.bench;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import com.typesafe.config.Config;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ServingSettings;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.common.settings.NodeKind;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

/** Frames of several cameras through the batcher and one worker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatcherBenchmark {
  private static final int FRAMES = 256;
  private static final TensorSize SIZE = new TensorSize(480, 640);

  @Param({"1", "8", "64"})
  public int cameras;

  private final NodeStatistics statistics = new NodeStatistics();
  private @Nullable ActorSystem<Void> system;
  private @Nullable ModelHost host;

  @Setup
  public void start() {
    Config config = NodeSettings.of(NodeKind.GPU, "");
    ActorSystem<Void> started = ActorSystem.create(Behaviors.empty(), "batcher", config);
    system = started;
    host =
        ModelHost.open(
            new IdleModel(),
            ServingSettings.from(Block.of("throng.gpu-node", config)),
            MonotonicClock.SYSTEM,
            batcher -> started.systemActorOf(batcher, "batcher", Props.empty()));
  }

  @TearDown
  public void stop() {
    if (system != null) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /** The batcher must not answer what nobody asked for: all answers are awaited. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void frame() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(FRAMES);
    ModelHost to = host;
    for (int i = 0; i < FRAMES && to != null; i++) {
      to.count(pending(i, answered));
    }
    answered.await();
  }

  private PendingFrame pending(int number, CountDownLatch answered) {
    return new PendingFrame(
        new FrameOrigin(new CameraId("bench", "camera" + number % cameras), 0),
        JpegFrame.of(number, 0, 0, 0, ByteString.emptyByteString()),
        new Runs(SIZE, 1),
        MonotonicClock.SYSTEM,
        reply -> answered.countDown(),
        statistics);
  }
}
