package throng.actors.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/** What one camera has in the queue, and what it may still spend. Its {@link FairQueue}'s own. */
final class CameraShare {
  private static final double WEIGHT_OF_NEWEST = 0.3;

  final Deque<PendingFrame> waiting = new ArrayDeque<>();
  final Deque<PendingFrame> decoded = new ArrayDeque<>();
  int decoding;

  /** How many of those were foreseen to decode slowly. */
  int decodingSlow;

  long waitingBytes;

  /** When a frame of it came or left last. */
  long lastFrameNanos;

  /** Until when it is new. */
  private final long newUntilNanos;

  private boolean hasBeenNew = true;

  /** What its decoded frames cost so far, in nanoseconds of the devices. */
  long decodedCost;

  /** What its pictures took of the decoding threads. */
  final DecodeTime decodeTime = new DecodeTime();

  /** Whether its pictures in tiles are worth a try. */
  final TiledTries tries = new TiledTries();

  /** Up to where it has got its parts of what all were granted. */
  long granted;

  /** How many frames the batch that is being formed has taken. */
  int taken;

  private long credit;
  private long lastCost;

  /** What its urgent frame took beyond what it could pay, in nanoseconds. */
  private long owed;

  private double waitNanos;

  /**
   * Without frames.
   *
   * @param newUntilNanos until when it is new
   */
  CameraShare(long newUntilNanos) {
    this.newUntilNanos = newUntilNanos;
  }

  /** Whether it has only just come: it shares one part with all others that have. */
  boolean isNew(long now) {
    return now - newUntilNanos < 0;
  }

  /** Whether it is no longer new; true once. */
  boolean comesOfAge(long now) {
    boolean comes = hasBeenNew && !isNew(now);
    hasBeenNew &= !comes;
    return comes;
  }

  /** Frames of it that are in the queue: waiting, being decoded, and decoded. */
  int frames() {
    return waiting.size() + ahead();
  }

  /** Frames that are decoded, or are being decoded. */
  int ahead() {
    return decoding + decoded.size();
  }

  /**
   * Of the waiting frames that may be tried the first that {@code suits}, or the newest where none
   * does.
   */
  Optional<PendingFrame> nextWaiting(Predicate<PendingFrame> suits, long now) {
    PendingFrame newest = null;
    for (PendingFrame frame : waiting) {
      if (tries.mayTry(frame, now)) {
        if (suits.test(frame)) {
          return Optional.of(frame);
        }
        newest = frame;
      }
    }
    return Optional.ofNullable(newest);
  }

  /** Sets what a frame of it costs from here on. */
  void price(PendingFrame frame, long cost) {
    frame.costs(cost);
    lastCost = cost;
  }

  /** What its next frame costs; while that one is being decoded, what the last known one did. */
  long cost() {
    PendingFrame next = decoded.isEmpty() ? waiting.peekFirst() : decoded.peekFirst();
    return next == null ? lastCost : next.cost();
  }

  /** Whether its next decoded frame is of this size. */
  boolean isNext(TensorSize size) {
    PendingFrame next = decoded.peekFirst();
    return next != null && next.size().equals(size);
  }

  /** Whether it has a decoded frame that it can pay for. */
  boolean canGo() {
    PendingFrame next = decoded.peekFirst();
    return next != null && credit >= next.cost();
  }

  /**
   * Gets something to spend.
   *
   * <p>What it saves up is bounded: a camera that could not be served for a while has no claim on a
   * whole series of batches. What it took on credit when nobody else wanted to is not kept; what an
   * urgent frame took is paid first.
   */
  void grant(long nanos) {
    long pays = Math.min(owed, nanos);
    owed -= pays;
    credit = Math.min(Math.max(0, credit) + nanos - pays, 2 * Math.max(nanos, cost()));
  }

  /**
   * Whether its next frame has begun, could still be too late, and does not owe too much. One that
   * would be too late with half of the time is in no hurry any more.
   */
  boolean isUrgent(long mostOwed, long now) {
    PendingFrame next = decoded.peekFirst();
    return next != null && next.isUrgent() && owed < mostOwed && isInTimeWithHalf(next, now);
  }

  private static boolean isInTimeWithHalf(PendingFrame frame, long now) {
    return !frame.isExpiredAt(now + (2L * frame.runsLeft() - 1) * frame.cost());
  }

  /** Takes its urgent frame: what it cannot pay it owes. */
  PendingFrame takeUrgent(long now) {
    long had = Math.max(0, credit);
    PendingFrame frame = take(now);
    owed += Math.max(0, frame.cost() - had);
    return frame;
  }

  /** How long its decoded frames wait for their turn, as measured, in nanoseconds. */
  long expectedWait() {
    return (long) waitNanos;
  }

  /** A decoded frame's turn came, or it has expired. */
  void waited(PendingFrame frame, long now) {
    waitNanos += WEIGHT_OF_NEWEST * (now - frame.readyNanos() - waitNanos);
  }

  /** Takes its next decoded frame and pays for it, on credit if need be. */
  PendingFrame take(long now) {
    PendingFrame frame = decoded.removeFirst();
    waited(frame, now);
    credit -= frame.cost();
    taken++;
    return frame;
  }

  /** Takes a frame back, at the front, that was not run after all. */
  void putBack(PendingFrame frame) {
    decoded.addFirst(frame);
    refund(frame);
  }

  /** A frame that was taken has expired: the next one is decoded and served in its place. */
  void tookLate(PendingFrame frame, long now) {
    outUnrun(frame, now);
    refund(frame);
  }

  /** A decoded frame is out before its last run. */
  void outUnrun(PendingFrame frame, long now) {
    decodedCost -= frame.runsLeft() * frame.cost();
    tries.tooLate(frame, now);
  }

  private void refund(PendingFrame frame) {
    taken--;
    credit += frame.cost();
  }
}
