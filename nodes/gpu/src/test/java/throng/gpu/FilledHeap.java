package throng.gpu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that a {@link HeapWatch} watches, and that has no memory left. */
final class FilledHeap {
  /** A thread runs out of memory. */
  static final String ALL = "all";

  /** What is left is enough for a collector that never rests. */
  static final String NEARLY = "nearly";

  private static final int PIECE = 1 << 10;
  private static final int LEFT = 1 << 20;
  private static final int RUBBISH = 1 << 14;

  // Seen from outside, so that no compiler leaves the allocation out.
  static volatile byte[] last = {};

  private FilledHeap() {}

  public static void main(String[] arguments) {
    boolean isNearly = arguments[0].equals(NEARLY);
    // To fill all of it is collecting, too: the watch is to say nothing of that.
    HeapWatch.start(new HeapSettings(Duration.ofSeconds(isNearly ? 1 : 60), 0.9));
    List<byte[]> kept = new ArrayList<>();
    if (isNearly) {
      // Never wholly: the watch too would have no memory at that moment.
      while (left() > LEFT) {
        kept.add(new byte[PIECE]);
      }
      while (!kept.isEmpty()) {
        last = new byte[RUBBISH];
      }
    }
    fill(kept);
  }

  private static long left() {
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (left > LEFT) {
      return left;
    }
    System.gc();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  private static void fill(List<byte[]> kept) {
    while (true) {
      kept.add(new byte[PIECE]);
    }
  }
}
