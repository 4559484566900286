package throng.actors.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/**
 * Whose decoded frames make the next batch: deficit round robin across cameras, a frame's cost its
 * pixels.
 *
 * <p>The cameras stand in a ring. At its turn a camera gets the quantum to spend, once a round, and
 * gives the frames that it can pay for. A batch holds one tensor size, that of the first camera
 * that can go; one that could go with another size keeps its turn, and begins the next batch.
 *
 * <p>A batch is one turn of each camera. A camera with few frames under way has its next one here
 * only if not all of them were in the last batch: were they, the worker would find the frames of
 * the camera that floods alone, and take those. So there is a further turn in the same batch only
 * if every camera that waits keeps a frame beyond it; or if there is only one such camera; or if
 * all that is decoded fits into the batch, for a network that does not mind how many there are.
 */
final class Turns {
  /**
   * What bounds a batch.
   *
   * @param size the most pictures of a tensor size
   * @param takesAny whether any number up to that is as good
   */
  record Limits(ToIntFunction<TensorSize> size, boolean takesAny) {}

  private final BatchSettings settings;
  private final List<CameraShare> ring = new ArrayList<>();
  private int turn;
  private long round;

  // Who was passed over, and had to let those go first whose frames were put back: at most once.
  private @Nullable CameraShare passedOver;
  private @Nullable CameraShare owed;

  Turns(BatchSettings settings) {
    this.settings = settings;
  }

  /** A camera's first frame. */
  void join(CameraShare share) {
    share.round = round;
    ring.add(share);
  }

  /** Lets go of a camera that is no longer active; false: it still is. */
  boolean forgets(CameraShare share, long now) {
    if (isActive(share, now)) {
      return false;
    }
    passedOver = passedOver == share ? null : passedOver;
    int place = ring.indexOf(share);
    ring.remove(place);
    turn = place < turn ? turn - 1 : turn;
    turn = turn < ring.size() ? turn : 0;
    return true;
  }

  /** Whether no more than one camera is active. */
  boolean isOneAlone(long now) {
    int active = 0;
    for (CameraShare share : ring) {
      active += isActive(share, now) ? 1 : 0;
    }
    return active <= 1;
  }

  /** Lets this camera begin the next batch: a frame of its own was put back. */
  void nextIs(CameraShare share) {
    if (owed == null) {
      turn = ring.indexOf(share);
    }
  }

  /** The next batch's frames; empty: no camera has a decoded one. */
  List<PendingFrame> take(Limits limits, long now) {
    if (ring.stream().allMatch(share -> share.decoded.isEmpty())) {
      return List.of();
    }
    ring.forEach(share -> share.taken = 0);
    List<CameraShare> waiting = ring.stream().filter(share -> share.frames() > 0).toList();
    Batch batch = new Batch(limits, isOneAlone(now));
    boolean onCredit = waiting.size() == 1 || limits.takesAny() && fits(waiting, limits);
    do {
      batch.pass(onCredit);
    } while (batch.isEmpty() || batch.mayGrow() && (onCredit || allStayWaiting(waiting)));
    nextTurn(batch.nextTurn);
    return batch.frames;
  }

  // A camera that was not reached in earlier rounds gets its part of them now; one that has had
  // all of its parts, and cannot go, begins a new round for everybody.
  private void grant(CameraShare share) {
    long parts = round - share.round;
    if (share.frames() > 0 && parts == 0 && !share.canGo()) {
      round++;
      parts = 1;
    }
    if (share.frames() > 0 && parts > 0) {
      share.grant(parts * settings.quantum());
    }
    share.round = round;
  }

  private void nextTurn(@Nullable CameraShare next) {
    owed = passedOver != null && passedOver.canGo() ? passedOver : null;
    passedOver = owed == null ? next : null;
    CameraShare first = owed == null ? next : owed;
    turn = first == null ? turn : ring.indexOf(first);
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
    return waiting.stream().allMatch(share -> share.frames() >= 2);
  }

  /** The batch that is being formed. */
  private final class Batch {
    private final Limits limits;
    private final boolean isOneAlone;
    final List<PendingFrame> frames = new ArrayList<>();
    private @Nullable TensorSize size;
    private int limit;
    @Nullable CameraShare nextTurn;

    Batch(Limits limits, boolean isOneAlone) {
      this.limits = limits;
      this.isOneAlone = isOneAlone;
    }

    boolean isEmpty() {
      return frames.isEmpty();
    }

    /** Once around the ring. */
    void pass(boolean onCredit) {
      for (int i = 0; i < ring.size(); i++) {
        CameraShare share = ring.get((turn + i) % ring.size());
        if (isFull()) {
          nextTurn = nextTurn == null ? share : nextTurn;
          return;
        }
        grant(share);
        serve(share, onCredit);
      }
    }

    private void serve(CameraShare share, boolean onCredit) {
      long spent = 0;
      while (goes(share, onCredit, spent)) {
        TensorSize wanted = sizeFor(share);
        if (!share.isNext(wanted)) {
          nextTurn = nextTurn == null ? share : nextTurn;
          return;
        }
        if (isFull() || share.taken >= cap()) {
          nextTurn = nextTurn == null && isFull() ? share : nextTurn;
          return;
        }
        PendingFrame frame = share.take();
        spent += frame.pixels();
        frames.add(frame);
      }
    }

    // One part at a turn, or one frame that costs more, however much was saved up.
    private boolean goes(CameraShare share, boolean onCredit, long spent) {
      if (onCredit) {
        return !share.decoded.isEmpty();
      }
      return share.canGo()
          && (spent == 0 || spent + share.decoded.getFirst().pixels() <= settings.quantum());
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
      return same != null
          && !isFull()
          && ring.stream().anyMatch(share -> share.isNext(same) && share.taken < cap());
    }

    private boolean isFull() {
      return size != null && frames.size() >= limit;
    }

    private int cap() {
      return isOneAlone ? limit : settings.maxPerCamera();
    }
  }
}
