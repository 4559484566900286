package throng.actors.inference;

import java.util.List;

/** The fixed batch sizes: a runtime keeps memory for each shape that it once saw. */
public final class BatchSizes {
  private static final List<Integer> FIXED = List.of(1, 2, 4, 8, 16);

  private BatchSizes() {}

  /** The largest fixed size of at most {@code pictures}, which is at least 1. */
  public static int atMost(int pictures) {
    int largest = 1;
    for (int size : FIXED) {
      largest = size <= pictures ? size : largest;
    }
    return largest;
  }

  /**
   * The smallest fixed size of at least {@code pictures}; beyond the largest, a power of two too.
   */
  public static int atLeast(int pictures) {
    return pictures <= 1 ? 1 : Integer.highestOneBit(pictures - 1) << 1;
  }

  /**
   * The batch sizes of up to {@code limit} that are to be warmed, smallest first.
   *
   * <p>A device that fills its batches up prepares itself for each of them. A CPU has nothing to
   * prepare beyond the first picture, and would be busy with empty ones for as long as with real
   * ones: for seconds, in which every live frame expires.
   */
  public static List<Integer> toWarm(ServedModel model, int limit) {
    return model.takesAnyBatch() ? upTo(limit) : List.of(1);
  }

  /** All fixed sizes up to {@code limit}, smallest first. */
  public static List<Integer> upTo(int limit) {
    return FIXED.stream().filter(size -> size <= limit).toList();
  }
}
