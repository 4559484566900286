package throng.gpu.capacity;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import throng.gpu.capacity.PlayedCamera.Scene;
import throng.streams.settings.Block;
import throng.streams.tally.Snapshot;

/** As many cameras as are asked for, and what becomes of their frames. Used by one thread. */
final class PlayedCameras {
  /** Frames that were late at first are no part of what is measured. */
  private static final Duration SETTLE = Duration.ofMillis(1500);

  private static final Duration BEGIN = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final long FIRST_COUNTS = 3;

  private static final double PERCENT = 95;
  private static final double ENOUGH = 0.95;
  private static final long GOODBYE_SECONDS = 10;

  private final Demand demand;
  private final Scene scene;
  private final Block edgeNode;
  private final ActorSystem<?> system;
  private final Ages ages = new Ages();
  private final List<PlayedCamera> running = new ArrayList<>();
  private int started;

  /**
   * @param edgeNode how they are sent, with the node to connect to
   */
  PlayedCameras(Demand demand, Scene scene, Block edgeNode, ActorSystem<?> system) {
    this.demand = demand;
    this.scene = scene;
    this.edgeNode = edgeNode;
    this.system = system;
  }

  /** Plays one camera until it is counted: a device may prepare itself for its first pictures. */
  void begin() throws InterruptedException {
    become(1);
    long start = System.nanoTime();
    while (ages.size() < FIRST_COUNTS && System.nanoTime() - start < BEGIN.toNanos()) {
      sleep(LOOK);
    }
  }

  /** Looks at so many cameras for a while. */
  Measured measure(int cameras, Duration window) throws InterruptedException {
    become(cameras);
    sleep(SETTLE);
    ages.take();
    Sums before = Sums.of(running);
    long start = System.nanoTime();
    sleep(window);
    double seconds = (System.nanoTime() - start) / 1e9;
    return measured(Sums.of(running).since(before), ages.take(), seconds);
  }

  private Measured measured(Sums sums, Ages counted, double seconds) {
    double p95 = counted.millis(PERCENT, sums.uncounted());
    // The window may begin just after one of a camera's pictures, and end just before one.
    double due = running.size() * (demand.framesPerSecond() * seconds - 1);
    boolean isServed = p95 <= demand.within().toMillis() && sums.captured() >= ENOUGH * due;
    return new Measured(
        running.size(),
        sums.captured() / seconds,
        counted.size() / seconds,
        counted.millis(50, sums.uncounted()),
        p95,
        isServed);
  }

  private void become(int cameras) throws InterruptedException {
    List<CompletionStage<?>> ending = new ArrayList<>();
    while (running.size() > cameras) {
      PlayedCamera last = running.remove(running.size() - 1);
      last.stop();
      ending.add(last.ended());
    }
    awaitAll(ending);
    int more = cameras - running.size();
    for (int i = 0; i < more; i++) {
      // Cameras of a site do not take their pictures at the same moment.
      Duration start = scene.interval().multipliedBy(i).dividedBy(more);
      running.add(PlayedCamera.start("camera" + started++, scene, start, ages, edgeNode, system));
    }
  }

  private static void awaitAll(List<CompletionStage<?>> ending) throws InterruptedException {
    CompletableFuture<?>[] all =
        ending.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new);
    CompletableFuture<Void> done = CompletableFuture.allOf(all);
    long start = System.nanoTime();
    while (!done.isDone()
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS)) {
      Thread.sleep(10);
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** What became of all frames. */
  private record Sums(long captured, long uncounted) {
    static Sums of(List<PlayedCamera> cameras) {
      List<Snapshot> tallies = cameras.stream().map(PlayedCamera::tally).toList();
      return new Sums(
          sum(tallies, Snapshot::captured),
          sum(tallies, tally -> tally.skippedTotal() + tally.dropped() + tally.lost()));
    }

    private static long sum(List<Snapshot> tallies, ToLongFunction<Snapshot> count) {
      return tallies.stream().mapToLong(count).sum();
    }

    Sums since(Sums before) {
      return new Sums(captured - before.captured, uncounted - before.uncounted);
    }
  }
}
