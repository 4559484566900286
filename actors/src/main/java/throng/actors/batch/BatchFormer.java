package throng.actors.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/**
 * Makes a batch of what the queue gives: of a size that the network takes, and in time.
 *
 * <p>A frame whose answer would come too late even if it ran alone, now, is given up before it
 * costs anything. If a batch as large as it could be would make one of its frames late, it is made
 * smaller.
 */
final class BatchFormer {
  private final FairQueue queue;
  private final BatchTimes times;
  private final boolean takesAny;
  private final int largest;
  private final Map<TensorSize, Integer> fits = new HashMap<>();
  private final DeficitRoundRobin.Limits limits;

  /**
   * @param largest the largest batch of any size
   * @param takesAny whether the network takes any number of pictures up to that
   */
  BatchFormer(FairQueue queue, BatchTimes times, int largest, boolean takesAny) {
    this.queue = queue;
    this.times = times;
    this.largest = largest;
    this.takesAny = takesAny;
    this.limits = new DeficitRoundRobin.Limits(size -> fits.getOrDefault(size, largest), takesAny);
  }

  /**
   * The next batch; empty: nothing is decoded.
   *
   * @param late takes the frames that are given up; they are no longer in the queue
   */
  List<PendingFrame> next(long now, Consumer<PendingFrame> late) {
    while (true) {
      List<PendingFrame> chosen = queue.take(limits, now);
      List<PendingFrame> timely = withoutLate(chosen, now, late);
      if (chosen.isEmpty() || !timely.isEmpty()) {
        int count = chosen.isEmpty() ? 0 : count(timely, now);
        queue.putBack(timely.subList(count, timely.size()));
        return List.copyOf(timely.subList(0, count));
      }
    }
  }

  /** A batch of so many pictures did not fit into the device: half of it is the limit now. */
  void lower(TensorSize size, int batch) {
    fits.merge(size, Math.max(1, Math.min(largest, batch) / 2), Math::min);
  }

  private List<PendingFrame> withoutLate(
      List<PendingFrame> chosen, long now, Consumer<PendingFrame> late) {
    List<PendingFrame> timely = new ArrayList<>(chosen.size());
    for (PendingFrame frame : chosen) {
      if (frame.isExpiredAt(now + frame.runsLeft() * times.expected(frame.size(), 1))) {
        if (!frame.isExpiredAt(now)) {
          times.doubt(frame.size());
        }
        queue.tookLate(frame);
        late.accept(frame);
      } else {
        timely.add(frame);
      }
    }
    return timely;
  }

  private int count(List<PendingFrame> frames, long now) {
    int count = takesAny ? frames.size() : BatchSizes.atMost(frames.size());
    while (count > 1 && makesLate(frames.subList(0, count), now)) {
      count = BatchSizes.atMost(count - 1);
    }
    return count;
  }

  private boolean makesLate(List<PendingFrame> batch, long now) {
    long end = now + times.expected(batch.get(0).size(), batch.size());
    return batch.stream().anyMatch(frame -> frame.isExpiredAt(end));
  }
}
