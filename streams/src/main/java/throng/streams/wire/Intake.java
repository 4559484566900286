package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.NO_ROOM;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.memory.Allowance;

/**
 * One connection's messages as far as there is memory for them: a long one before it is gathered, a
 * frame before it goes on.
 *
 * <p>Used by one thread; what the allowance has to say comes from others, and goes to {@code
 * later}.
 */
final class Intake {
  private final WireDecoder decoder;
  private final Allowance allowance;
  private final Consumer<Runnable> later;

  private boolean waitsForReservation;
  private Message.@Nullable Frame unadmitted;
  private Message.@Nullable Frame admitted;

  /**
   * Nothing has come yet.
   *
   * @param later runs what it is given on the connection's thread, and polls again
   */
  Intake(WireDecoder decoder, Allowance allowance, Consumer<Runnable> later) {
    this.decoder = decoder;
    this.allowance = allowance;
    this.later = later;
    allowance.onYield(() -> later.accept(this::yieldIfStillAsked));
  }

  /**
   * The next message that there is memory for; null: it needs more bytes, or waits for room.
   *
   * @throws WireException if the bytes break the protocol
   */
  @Nullable Message poll(long now) {
    if (waitsForRoom()) {
      return null;
    }
    if (admitted != null) {
      Message.Frame frame = admitted;
      admitted = null;
      return frame;
    }
    Message message = decoder.poll(now);
    while (message == null && decoder.wantsRoom() > 0) {
      waitsForReservation =
          !allowance.reserve(decoder.wantsRoom(), () -> later.accept(this::roomCame));
      if (waitsForReservation) {
        return null;
      }
      decoder.roomIsThere();
      message = decoder.poll(now);
    }
    return message instanceof Message.Frame frame ? admit(frame) : message;
  }

  /** Whether it is the node that keeps the next message waiting. */
  boolean waitsForRoom() {
    return waitsForReservation || unadmitted != null;
  }

  /**
   * Looks after what waits for room.
   *
   * @throws WireException if a message has waited for too long
   */
  void checkTime() {
    if (waitsForReservation && allowance.hasWaitedTooLong()) {
      throw new WireException(
          NO_ROOM,
          "The node's memory for messages is in use, and this one of %d bytes has waited too long; try again later"
              .formatted(decoder.wantsRoom()));
    }
    if (unadmitted != null) {
      allowance.pressForAdmission();
    }
  }

  /** Lets go of the message that is coming; there will be no other. */
  void abandon() {
    decoder.abandon();
    allowance.came();
    waitsForReservation = false;
    unadmitted = null;
    admitted = null;
  }

  private Message.@Nullable Frame admit(Message.Frame frame) {
    // The reservation lasts until the frame has its place among those that wait.
    if (allowance.admit(frame.frame(), () -> later.accept(this::roomToWaitCame))) {
      allowance.came();
      return frame;
    }
    unadmitted = frame;
    return null;
  }

  private void roomCame() {
    waitsForReservation = false;
    decoder.roomIsThere();
  }

  private void roomToWaitCame() {
    admitted = unadmitted;
    unadmitted = null;
    allowance.came();
  }

  private void yieldIfStillAsked() {
    if (allowance.mustYield()) {
      throw new WireException(
          NO_ROOM,
          "Other messages wait for the memory that this one has kept longest: it came too slowly for a full node; try again later");
    }
  }
}
