package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.legacy.LegacyException;
import throng.streams.memory.Allowance;

/**
 * The memory of one connection's picture: reserved when it is long, admitted when it has come,
 * exchanged for its answer's, which is given back once that is written.
 *
 * <p>Used by one thread; what the allowance has to say comes from others, and goes to {@code
 * later}.
 */
final class PictureMemory {
  private final Allowance allowance;
  private final String peer;
  private final Consumer<Runnable> later;

  private boolean waitsForReservation;
  private boolean waitsForAdmission;
  private @Nullable Conversation<?, ?> waiting;
  private @Nullable JpegFrame underWay;
  private final List<Runnable> unwritten = new ArrayList<>();

  /**
   * Nothing has come yet.
   *
   * @param later runs what it is given on the connection's thread, and moves on
   */
  PictureMemory(Allowance allowance, String peer, Consumer<Runnable> later) {
    this.allowance = allowance;
    this.peer = peer;
    this.later = later;
    allowance.onYield(() -> later.accept(this::yieldIfStillAsked));
    allowance.onUnread(() -> later.accept(this::endIfTooMuchIsUnread));
  }

  /**
   * Takes bytes from the peer, as far as there is room.
   *
   * @return those that are not read yet
   * @throws LegacyException if they break the protocol
   */
  ByteString take(Conversation<?, ?> conversation, ByteString bytes) {
    if (isWaiting()) {
      return bytes;
    }
    ByteString rest = conversation.take(bytes);
    while (conversation.wantsRoom() > 0) {
      waiting = conversation;
      waitsForReservation =
          !allowance.reserve(conversation.wantsRoom(), () -> later.accept(this::roomCame));
      if (waitsForReservation) {
        return rest;
      }
      conversation.roomIsThere();
      rest = conversation.take(rest);
    }
    return rest;
  }

  /** Has a picture that came whole wait for its place among those that wait to be counted. */
  void admit(@Nullable Object message) {
    if (message instanceof JpegFrame frame) {
      underWay = frame;
      waitsForAdmission = !allowance.admit(frame, () -> later.accept(this::placeCame));
      // The reservation lasts until the picture has its place among those that wait.
      if (!waitsForAdmission) {
        allowance.came();
      }
    }
  }

  /** Whether it is the node that keeps the peer waiting. */
  boolean isWaiting() {
    return waitsForReservation || waitsForAdmission;
  }

  /** Looks after what waits; tells whether that has waited for too long. */
  boolean hasWaitedTooLong() {
    if (waitsForAdmission) {
      allowance.pressForAdmission();
    }
    return waitsForReservation && allowance.hasWaitedTooLong();
  }

  /** What to say then. */
  LegacyException noRoom() {
    return new LegacyException(
        LegacyException.Reason.NO_ROOM,
        "The node's memory is in use, and the %s's picture has waited too long.".formatted(peer));
  }

  /** The picture under way is answered, if this is an answer. */
  void answered(@Nullable Object message) {
    if (underWay != null && message instanceof FrameReply answer) {
      allowance.keep(underWay).accept(answer);
      unwritten.add(allowance.writing(answer));
      underWay = null;
    }
  }

  /** The peer's system has every answer whole. */
  void written() {
    unwritten.forEach(Runnable::run);
    unwritten.clear();
  }

  /** Lets go of the picture: nobody will be told of it any more. */
  void abandon() {
    waiting = null;
    underWay = null;
  }

  private void roomCame() {
    waitsForReservation = false;
    if (waiting != null) {
      waiting.roomIsThere();
    }
  }

  private void placeCame() {
    waitsForAdmission = false;
    allowance.came();
  }

  private void endIfTooMuchIsUnread() {
    if (allowance.leavesTooMuchUnread()) {
      throw new LegacyException(
          LegacyException.Reason.UNREAD,
          "Other pictures wait for the memory of answers that the %s reads too slowly."
              .formatted(peer));
    }
  }

  private void yieldIfStillAsked() {
    if (allowance.mustYield()) {
      throw new LegacyException(
          LegacyException.Reason.NO_ROOM,
          "Other pictures wait for the memory that the %s's has kept longest.".formatted(peer));
    }
  }
}
