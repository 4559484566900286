package throng.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import com.typesafe.config.Config;
import java.util.concurrent.CompletableFuture;
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
import throng.actors.batch.BatchSettings;
import throng.actors.batch.Batcher;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.inference.WorkerPool;
import throng.actors.statistics.NodeStatistics;
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
  private @Nullable ActorSystem<WorkerPool.Started> system;
  private @Nullable ActorRef<Batcher.Command> batcher;

  @Setup
  public void start() {
    Config config = NodeSettings.of(NodeKind.GPU, "");
    Block node = Block.of("throng.gpu-node", config);
    CompletableFuture<ActorRef<Batcher.Command>> ready = new CompletableFuture<>();
    IdleModel model = new IdleModel();
    system =
        ActorSystem.create(
            Behaviors.<WorkerPool.Started>setup(
                context -> {
                  var workers =
                      context.spawn(
                          WorkerPool.create(
                              model, InferenceSettings.from(node), "throng.inference-dispatcher"),
                          "workers");
                  ready.complete(
                      context.spawn(
                          Batcher.create(model, BatchSettings.from(node), workers), "batcher"));
                  return Behaviors.empty();
                }),
            "batcher",
            config);
    batcher = ready.join();
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
    ActorRef<Batcher.Command> to = batcher;
    for (int i = 0; i < FRAMES && to != null; i++) {
      to.tell(new Batcher.Infer(pending(i, answered)));
    }
    answered.await();
  }

  private PendingFrame pending(int number, CountDownLatch answered) {
    return new PendingFrame(
        new FrameOrigin(new CameraId("bench", "camera" + number % cameras), 0),
        new JpegFrame(number, 0, 0, 0, ByteString.emptyByteString()),
        new Runs(SIZE, 1),
        System.nanoTime(),
        reply -> answered.countDown(),
        statistics);
  }
}
