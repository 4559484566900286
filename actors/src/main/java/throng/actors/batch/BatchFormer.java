package throng.actors.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/**
 * Makes a batch for one device of what the queue gives: of a size that it takes, and in time.
 *
 * <p>A frame whose answer would come too late even if it ran alone, now, on any device, is given up
 * before it costs anything; one that only another device can still answer in time is left to that.
 * If a batch as large as it could be would make one of its frames late, it is made smaller.
 */
final class BatchFormer {
  /** How often it doubts what is left to other devices: it tries one itself in the end. */
  private static final long DOUBTS_EVERY = TimeUnit.SECONDS.toNanos(1);

  private final FairQueue queue;
  private final DeviceTimes all;
  private final BatchTimes times;
  private final boolean takesAny;
  private final DeviceMemory memory;
  private long doubtsFrom = Long.MIN_VALUE;

  /**
   * @param all how long batches take, also on other devices
   * @param largest the largest batch of any size
   * @param takesAny whether the network takes any number of pictures up to that
   */
  BatchFormer(FairQueue queue, DeviceTimes all, String device, int largest, boolean takesAny) {
    this.queue = queue;
    this.all = all;
    this.times = all.of(device);
    this.takesAny = takesAny;
    this.memory = new DeviceMemory(largest);
  }

  /** The most pictures that its device is given at once. */
  int largest() {
    return memory.largest();
  }

  BatchTimes times() {
    return times;
  }

  /**
   * The next batch; empty: nothing is decoded.
   *
   * @param late takes the frames that are given up; they are no longer in the queue
   */
  List<PendingFrame> next(long now, Consumer<PendingFrame> late) {
    DeficitRoundRobin.Limits limits =
        new DeficitRoundRobin.Limits(size -> memory.fits(size, now), takesAny);
    while (true) {
      List<PendingFrame> chosen = new ArrayList<>(queue.take(limits, now));
      boolean isNone = chosen.isEmpty();
      giveUpLate(chosen, now, late);
      List<PendingFrame> timely = timely(chosen, now);
      int count = timely.isEmpty() ? 0 : count(timely, now);
      List<PendingFrame> batch = List.copyOf(timely.subList(0, count));
      chosen.removeAll(batch);
      queue.putBack(chosen);
      if (isNone || !batch.isEmpty()) {
        return batch;
      } else if (!chosen.isEmpty()) {
        leaveToOthers(chosen.get(0).size(), now);
        return batch;
      }
    }
  }

  private List<PendingFrame> timely(List<PendingFrame> chosen, long now) {
    List<PendingFrame> timely = new ArrayList<>(chosen.size());
    for (PendingFrame frame : chosen) {
      if (!isLate(frame, times, now)) {
        timely.add(frame);
      }
    }
    return timely;
  }

  // One slow batch must not have every later frame left to others, and so never be corrected.
  private void leaveToOthers(TensorSize size, long now) {
    if (doubtsFrom == Long.MIN_VALUE || now - doubtsFrom >= 0) {
      times.doubt(size);
      doubtsFrom = now + DOUBTS_EVERY;
    }
  }

  /** A batch of so many pictures did not fit into the device. */
  void tooLarge(TensorSize size, int batch, long now) {
    memory.tooLarge(size, batch, now);
  }

  private void giveUpLate(List<PendingFrame> chosen, long now, Consumer<PendingFrame> late) {
    for (PendingFrame frame : List.copyOf(chosen)) {
      if (isLate(frame, all, now)) {
        if (!frame.isExpiredAt(now)) {
          all.doubt(frame.size());
        }
        chosen.remove(frame);
        queue.tookLate(frame, now);
        late.accept(frame);
      }
    }
  }

  private static boolean isLate(PendingFrame frame, RunTimes times, long now) {
    return frame.isExpiredAt(now + frame.runsLeft() * times.expected(frame.size(), 1));
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
    for (PendingFrame frame : batch) {
      if (frame.isExpiredAt(end)) {
        return true;
      }
    }
    return false;
  }
}
