package throng.actors.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/**
 * Whose decoded frames make the next batch: deficit round robin across cameras, a frame's cost the
 * time that its next run takes of a device.
 *
 * <p>The cameras stand in line. At its turn a camera gets the quantum to spend, once a round, gives
 * the frames that it can pay for, and goes to the end. The quantum is what a picture of the camera
 * in the middle costs: so small pictures do not go by the dozen where they cost as much as large
 * ones, nor where all are small. A batch holds one tensor size, that of the first camera that can
 * go; one that could go with another size keeps its place, and so begins a batch soon.
 *
 * <p>A batch is one turn of each camera. A camera with few frames under way has its next one here
 * only if not all of them were in the last batch: were they, the worker would find the frames of
 * the camera that floods alone, and take those. So there is a further turn in the same batch only
 * if every camera that waits keeps a frame beyond it; or if there is only one such camera; or if
 * all that is decoded fits into the batch, for a network that does not mind how many there are.
 *
 * <p>Cameras that have only just come share one part among them while others that could go wait: a
 * crowd of them, gone again in a moment, takes no more from those that stay than one camera does.
 *
 * <p>A picture in tiles that waited for its whole part between them would be too late: one that has
 * begun, and whose answer is not worth having for ever, gets half of the time, up to a bound, while
 * that is enough for it. What it could not pay its camera pays before it begins another.
 */
final class DeficitRoundRobin {
  /**
   * What bounds a batch.
   *
   * @param size the most pictures of a tensor size
   * @param takesAny whether any number up to that is as good
   */
  record Limits(ToIntFunction<TensorSize> size, boolean takesAny) {}

  /** How many rounds the dearest picture may have to wait: each of them is gone through. */
  private static final int MOST_ROUNDS = 64;

  /** How much of a device's time a camera may take in advance, in nanoseconds. */
  private static final long MOST_OWED = TimeUnit.SECONDS.toNanos(1);

  private final BatchSettings settings;
  private final List<CameraShare> line = new ArrayList<>();

  /** What every camera has been granted since the beginning, had it always been here. */
  private long granted;

  /**
   * What others are still to run before a picture goes on out of its turn again, in nanoseconds.
   */
  private long owedToOthers;

  DeficitRoundRobin(BatchSettings settings) {
    this.settings = settings;
  }

  /** A camera's first frame comes. */
  CameraShare join(long now) {
    CameraShare share = new CameraShare(now + settings.newFor().toNanos());
    share.granted = granted;
    line.add(share);
    return share;
  }

  /** Lets go of a camera that is no longer active; false: it still is. */
  boolean forgets(CameraShare share, long now) {
    if (isActive(share, now)) {
      return false;
    }
    line.remove(share);
    return true;
  }

  /** Whether no more than one camera is active. */
  boolean isOneAlone(long now) {
    return active(now) <= 1;
  }

  private int active(long now) {
    int active = 0;
    for (CameraShare share : line) {
      active += isActive(share, now) ? 1 : 0;
    }
    return active;
  }

  /**
   * How many parts of a device's time there are: one of each active camera, and one of all together
   * that have only just come.
   */
  int parts(long now) {
    int parts = 0;
    boolean hasNewcomers = false;
    for (CameraShare share : line) {
      if (isActive(share, now)) {
        hasNewcomers |= share.isNew(now);
        parts += share.isNew(now) ? 0 : 1;
      }
    }
    return parts + (hasNewcomers ? 1 : 0);
  }

  /** Whether no camera is active. */
  boolean isIdle(long now) {
    return !isOne(line, share -> isActive(share, now));
  }

  /** The next batch's frames; empty: no camera has a decoded one. */
  List<PendingFrame> take(Limits limits, long now) {
    if (!isOne(line, share -> !share.decoded.isEmpty())) {
      return List.of();
    }
    sendServedToTheEnd();
    PendingFrame urgent = owedToOthers > 0 ? null : urgent(now);
    if (urgent != null) {
      owedToOthers = urgent.cost();
      return List.of(urgent);
    }
    List<PendingFrame> batch = inTurn(limits, now);
    for (PendingFrame frame : batch) {
      owedToOthers -= frame.cost();
    }
    return batch;
  }

  // Asked for several times a frame, where a stream would cost more than what it goes through.
  private static boolean isOne(List<CameraShare> shares, Predicate<CameraShare> so) {
    for (CameraShare share : shares) {
      if (so.test(share)) {
        return true;
      }
    }
    return false;
  }

  private static List<CameraShare> those(List<CameraShare> shares, Predicate<CameraShare> so) {
    List<CameraShare> those = new ArrayList<>();
    for (CameraShare share : shares) {
      if (so.test(share)) {
        those.add(share);
      }
    }
    return those;
  }

  // Others come between for as long as it took: it may hold up each of them once.
  private @Nullable PendingFrame urgent(long now) {
    for (CameraShare share : line) {
      if (share.isUrgent(MOST_OWED, now)) {
        return share.takeUrgent(now);
      }
    }
    return null;
  }

  private List<PendingFrame> inTurn(Limits limits, long now) {
    List<CameraShare> waiting = those(line, share -> share.frames() > 0);
    Batch batch = new Batch(limits, quantum(waiting), now);
    boolean onCredit = waiting.size() == 1 || limits.takesAny() && fits(waiting, limits);
    boolean goesOn;
    do {
      goesOn = batch.pass(onCredit);
    } while (goesOn
        && (batch.isEmpty() || batch.mayGrow() && (onCredit || allStayWaiting(waiting))));
    return batch.frames;
  }

  // Only now: frames of the batch before may have been put back.
  private void sendServedToTheEnd() {
    List<CameraShare> served = those(line, share -> share.taken > 0);
    if (served.size() < line.size()) {
      line.removeAll(served);
      line.addAll(served);
    }
    served.forEach(share -> share.taken = 0);
  }

  private long quantum(List<CameraShare> waiting) {
    long[] costs = new long[waiting.size()];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = waiting.get(i).cost();
    }
    Arrays.sort(costs);
    long middle = costs[(costs.length - 1) / 2];
    long quantum = settings.quantum().map(Duration::toNanos).orElse(middle);
    return Math.max(quantum, costs[costs.length - 1] / MOST_ROUNDS + 1);
  }

  private boolean isActive(CameraShare share, long now) {
    return share.frames() > 0 || now - share.lastFrameNanos < settings.activeFor().toNanos();
  }

  private static boolean fits(List<CameraShare> waiting, Limits limits) {
    TensorSize size = null;
    int count = 0;
    for (CameraShare share : waiting) {
      for (PendingFrame frame : share.decoded) {
        size = size == null ? frame.size() : size;
        count++;
        if (!size.equals(frame.size()) || count > limits.size().applyAsInt(size)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean allStayWaiting(List<CameraShare> waiting) {
    return !isOne(waiting, share -> share.frames() < 2);
  }

  /** The batch that is being formed. */
  private final class Batch {
    private final Limits limits;
    private final long quantum;
    private final boolean isOneAlone;
    private final long newcomers;
    private final long now;
    final List<PendingFrame> frames = new ArrayList<>();
    private @Nullable TensorSize size;
    private int limit;

    Batch(Limits limits, long quantum, long now) {
      this.limits = limits;
      this.quantum = quantum;
      this.isOneAlone = isOneAlone(now);
      this.newcomers = newcomers(now);
      this.now = now;
    }

    // Only where others could go: the rounds in which they save up small parts are then few.
    private long newcomers(long now) {
      return isOne(line, share -> !share.isNew(now) && !share.decoded.isEmpty())
          ? those(line, share -> share.isNew(now) && share.frames() > 0).size()
          : 1;
    }

    boolean isEmpty() {
      return frames.isEmpty();
    }

    /** Once along the line; false: another time would be no use. */
    boolean pass(boolean onCredit) {
      long grantedBefore = granted;
      int framesBefore = frames.size();
      for (CameraShare share : line) {
        if (isFull()) {
          return false;
        }
        grant(share);
        serve(share, onCredit);
      }
      return granted > grantedBefore || frames.size() > framesBefore;
    }

    // A camera that was not reached in earlier rounds gets its parts of them now. One that has had
    // all of its parts begins a round for everybody, once nobody has anything left to spend.
    private void grant(CameraShare share) {
      long part = granted - share.granted;
      if (share.frames() > 0 && part == 0 && !isOne(line, this::couldGo)) {
        granted += quantum;
        part = quantum;
      }
      if (share.frames() > 0 && part > 0) {
        share.grant(share.isNew(now) ? part / newcomers : part);
      }
      share.granted = granted;
    }

    private boolean couldGo(CameraShare share) {
      return share.canGo() && (size == null || share.isNext(size));
    }

    private void serve(CameraShare share, boolean onCredit) {
      long spent = 0;
      while (goes(share, onCredit, spent) && share.isNext(sizeFor(share)) && hasRoom(share)) {
        PendingFrame frame = share.take(now);
        spent += frame.cost();
        frames.add(frame);
      }
    }

    // One part at a turn, or one frame that costs more; what was saved up only as long as a frame
    // stays behind.
    private boolean goes(CameraShare share, boolean onCredit, long spent) {
      if (onCredit) {
        return !share.decoded.isEmpty();
      }
      return share.canGo()
          && (spent == 0
              || share.frames() >= 2
              || spent + share.decoded.getFirst().cost() <= quantum);
    }

    private TensorSize sizeFor(CameraShare share) {
      if (size == null) {
        size = share.decoded.getFirst().size();
        limit = limits.size().applyAsInt(size);
      }
      return size;
    }

    boolean mayGrow() {
      TensorSize same = size;
      return same != null && isOne(line, share -> share.isNext(same) && hasRoom(share));
    }

    private boolean hasRoom(CameraShare share) {
      return !isFull() && share.taken < (isOneAlone ? limit : settings.maxPerCamera());
    }

    private boolean isFull() {
      return size != null && frames.size() >= limit;
    }
  }
}
