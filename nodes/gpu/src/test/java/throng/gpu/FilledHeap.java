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
  private static final int LEFT = 1 << 19;
  private static final int RUBBISH = 1 << 14;

  // Seen from outside, so that no compiler leaves the allocation out.
  static volatile byte[] last = {};

  private FilledHeap() {}

  public static void main(String[] arguments) {
    HeapWatch.start(new HeapSettings(Duration.ofSeconds(1), 0.9));
    List<byte[]> kept = new ArrayList<>();
    if (arguments[0].equals(NEARLY)) {
      try {
        fill(kept);
      } catch (OutOfMemoryError full) {
        kept.subList(kept.size() - LEFT / PIECE, kept.size()).clear();
      }
      while (!kept.isEmpty()) {
        last = new byte[RUBBISH];
      }
    }
    fill(kept);
  }

  private static void fill(List<byte[]> kept) {
    while (true) {
      kept.add(new byte[PIECE]);
    }
  }
}
