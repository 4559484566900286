package throng.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import throng.bench.EdgeSide.RunningCamera;

/** Watches running cameras for a while. */
final class Sampling {
  private Sampling() {}

  /** Frames with a count a second, of all cameras together, over so long from now. */
  static double framesPerSecond(List<RunningCamera> cameras, double seconds)
      throws InterruptedException {
    long start = System.nanoTime();
    long before = counted(cameras);
    rest(seconds);
    long after = counted(cameras);
    return (after - before) / ((System.nanoTime() - start) / 1e9);
  }

  /** Frames with a count so far. */
  static long counted(List<RunningCamera> cameras) {
    return cameras.stream().mapToLong(camera -> camera.tally().snapshot().counted()).sum();
  }

  static void rest(double seconds) throws InterruptedException {
    Thread.sleep((long) (seconds * TimeUnit.SECONDS.toMillis(1)));
  }
}
