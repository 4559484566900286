package throng.streams.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.FrameReply;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/**
 * The frames without their outcome yet, in the order of their sequence: which is to be sent next,
 * and what becomes of those under way when a connection breaks.
 *
 * <p>A lossless frame that was under way when two connections broke is sent alone from then on, so
 * that a picture that crashes the node takes no innocent one with it.
 */
final class Unanswered {

  private static final int MOST_BREAKS = 3;

  /** One frame on its way to its outcome. */
  static final class Entry {

    private final CapturedFrame frame;
    private State state = State.WAITING;
    private int breaks;
    private @Nullable FrameReply reply;
    private long ageNanos;

    private Entry(CapturedFrame frame) {
      this.frame = frame;
    }

    CapturedFrame frame() {
      return frame;
    }

    private boolean isSuspect() {
      return breaks >= MOST_BREAKS - 1;
    }

    private void giveBack(FrameReply with, long age) {
      state = State.GIVEN_BACK;
      reply = with;
      ageNanos = age;
    }

    private void settle(@Nullable FrameReply with, long age) {
      state = State.SETTLED;
      reply = with;
      ageNanos = age;
    }
  }

  private enum State {
    WAITING,
    SENT,
    /** The node gave it back, for it is going down: the next connection has it. */
    GIVEN_BACK,
    SETTLED
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Mode mode;
  private final int most;
  private boolean isLastTry;

  Unanswered(Mode mode, int most) {
    this.mode = mode;
    this.most = most;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean isFull() {
    return entries.size() >= most;
  }

  boolean hasWaiting() {
    return has(State.WAITING);
  }

  private boolean has(State state) {
    for (Entry entry : entries) {
      if (entry.state == state) {
        return true;
      }
    }
    return false;
  }

  void add(CapturedFrame frame) {
    entries.addLast(new Entry(frame));
  }

  /** The frame whose turn it is; null: none, or an answer must come first. */
  @Nullable Entry nextToSend() {
    boolean underWay = false;
    boolean suspectUnderWay = false;
    Entry first = null;
    for (Entry entry : entries) {
      if (entry.state == State.SENT) {
        underWay = true;
        suspectUnderWay |= entry.isSuspect();
      } else if (entry.state == State.WAITING && first == null) {
        first = entry;
      }
    }
    boolean waits = first != null && first.isSuspect() && underWay;
    return suspectUnderWay || waits ? null : first;
  }

  void sent(Entry entry) {
    entry.state = State.SENT;
  }

  /** Takes a frame out that will have no outcome, because it is not sent. */
  void leaveOut(Entry entry) {
    entries.remove(entry);
  }

  /** Takes every answer for the last from now on: nothing is sent again because of one. */
  void endTries() {
    isLastTry = true;
  }

  /**
   * Notes an answer; one to no frame under way is late, or a second one, and changes nothing.
   *
   * @return whether the frame is to be sent again
   */
  boolean answered(FrameReply reply, long arrivedNanos) {
    for (Entry entry : entries) {
      if (entry.frame.sequence() == reply.sequence() && entry.state == State.SENT) {
        if (mode == Mode.LOSSLESS && !isLastTry && isWorthAnotherTry(reply)) {
          entry.state = State.WAITING;
          return true;
        }
        long age = arrivedNanos - entry.frame.picture().capturedNanos();
        if (mode == Mode.LIVE && !isLastTry && isForAnotherNode(reply)) {
          entry.giveBack(reply, age);
        } else {
          entry.settle(reply, age);
        }
        return false;
      }
    }
    return false;
  }

  private static boolean isWorthAnotherTry(FrameReply reply) {
    return reply instanceof Skipped skipped && skipped.reason().isWorthAnotherTry();
  }

  private static boolean isForAnotherNode(FrameReply reply) {
    return reply instanceof Skipped skipped && skipped.reason() == SkipReason.SHUTTING_DOWN;
  }

  /** Whether frames wait for the next connection since the node gave them back. */
  boolean hasGivenBack() {
    return has(State.GIVEN_BACK);
  }

  /** Takes the answer of frames that were given back for their last if they are so old. */
  void settleGivenBack(long capturedUntil) {
    for (Entry entry : entries) {
      if (entry.state == State.GIVEN_BACK
          && entry.frame.picture().capturedNanos() - capturedUntil <= 0) {
        entry.state = State.SETTLED;
      }
    }
  }

  /** No frame that is under way will be answered any more: the connection has broken. */
  void linkBroke(long now) {
    for (Entry entry : entries) {
      if (entry.state == State.SENT) {
        broke(entry, now);
      }
    }
    linkLeft();
  }

  /** The connection was left in good order: what is unanswered is for the next one. */
  void linkLeft() {
    for (Entry entry : entries) {
      if (entry.state == State.SENT || entry.state == State.GIVEN_BACK) {
        entry.state = State.WAITING;
      }
    }
  }

  private void broke(Entry entry, long now) {
    entry.breaks++;
    if (mode == Mode.LIVE) {
      entry.settle(null, 0);
    } else if (entry.breaks >= MOST_BREAKS) {
      entry.settle(
          new Skipped(
              entry.frame.sequence(),
              SkipReason.GIVEN_UP,
              "Three connections broke while this frame was under way."),
          now - entry.frame.picture().capturedNanos());
    } else {
      entry.state = State.WAITING;
    }
  }

  /** The oldest frame's outcome, which is given once; null: it has none yet. */
  @Nullable Outcome pollSettled() {
    Iterator<Entry> oldest = entries.iterator();
    if (oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.state == State.SETTLED) {
        oldest.remove();
        return new Outcome(entry.frame, entry.reply, entry.ageNanos);
      }
    }
    return null;
  }
}
