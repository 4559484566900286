package throng.streams.legacy.counter;

import akka.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One side's state: a message comes, a message goes, in turn, never two under way.
 *
 * <p>Only moves bytes; whoever owns it writes what {@link #writes} gives and hands on what {@link
 * #ready} gives.
 */
final class Conversation<R, S> {
  /** Whose move it is. */
  private enum Phase {
    RECEIVING,
    OURS,
    SENDING
  }

  private final Role<R, S> role;
  private Phase phase;
  private Incoming incoming;
  private Incoming confirmation = Incoming.confirmation();
  private @Nullable Outgoing outgoing;
  private ByteString writes = ByteString.emptyByteString();
  private @Nullable R ready;

  Conversation(Role<R, S> role) {
    this.role = role;
    this.phase = role.speaksFirst() ? Phase.OURS : Phase.RECEIVING;
    this.incoming = role.incoming();
  }

  /** Whether bytes from the peer are read now; those that come at our turn wait. */
  boolean takes() {
    return phase != Phase.OURS;
  }

  /** Whether the next message for the peer may be given to {@link #send}. */
  boolean isOurTurn() {
    return phase == Phase.OURS && ready == null;
  }

  /** Whether a message for the peer is not confirmed yet. */
  boolean isSending() {
    return phase == Phase.SENDING;
  }

  /** Whether nothing is half done: the connection may end here. */
  boolean isBetweenMessages() {
    return phase == Phase.RECEIVING ? !incoming.isBegun() : isOurTurn();
  }

  /**
   * Takes bytes from the peer.
   *
   * @return those that are not read yet; all are read, unless it is our turn or it {@link
   *     #wantsRoom}
   * @throws throng.streams.legacy.LegacyException if they break the protocol
   */
  ByteString take(ByteString bytes) {
    ByteString rest = bytes;
    while (takes() && !rest.isEmpty() && wantsRoom() == 0) {
      rest = phase == Phase.RECEIVING ? receive(rest) : confirm(rest);
    }
    return rest;
  }

  /**
   * How many bytes of memory the message that is coming needs before more of it is read; 0: none.
   */
  int wantsRoom() {
    return phase == Phase.RECEIVING ? incoming.wantsRoom() : 0;
  }

  /** That memory is reserved. */
  void roomIsThere() {
    incoming.roomIsThere();
  }

  private ByteString receive(ByteString bytes) {
    ByteString rest = incoming.take(bytes);
    if (role.transfer() == Transfer.STOP_AND_WAIT) {
      writes = writes.concat(incoming.confirmations());
    }
    if (incoming.isComplete()) {
      ready = role.received(incoming);
      phase = Phase.OURS;
    }
    return rest;
  }

  private ByteString confirm(ByteString bytes) {
    ByteString rest = confirmation.take(bytes);
    if (confirmation.isComplete() && outgoing != null) {
      writes = writes.concat(outgoing.confirmed(confirmation.fields()[0]));
      confirmation = Incoming.confirmation();
      listenIfSent(outgoing);
    }
    return rest;
  }

  /** Sends a message; only at our turn. */
  void send(S element) {
    if (phase != Phase.OURS) {
      throw new IllegalStateException("An answer to no message: " + element);
    }
    Outgoing message = role.outgoing(element);
    outgoing = message;
    phase = Phase.SENDING;
    writes = writes.concat(message.begin());
    listenIfSent(message);
  }

  private void listenIfSent(Outgoing message) {
    if (!message.awaitsConfirmation()) {
      outgoing = null;
      incoming = role.incoming();
      phase = Phase.RECEIVING;
    }
  }

  /** What is to be written, once. */
  ByteString writes() {
    ByteString due = writes;
    writes = ByteString.emptyByteString();
    return due;
  }

  /** A message that came whole, once; null: none. */
  @Nullable R ready() {
    R message = ready;
    ready = null;
    return message;
  }

  /** Lets go of every message that is under way; there will be no other. */
  void abandon() {
    incoming = Incoming.confirmation();
    outgoing = null;
    writes = ByteString.emptyByteString();
    ready = null;
  }

  /** What the peer owes us now. */
  Wait waiting() {
    return switch (phase) {
      case OURS -> Wait.NONE;
      case SENDING -> new Wait(Wait.Kind.CONFIRMATION, outgoing == null ? 0 : outgoing.sent(), 0);
      case RECEIVING -> waitingForMessage();
    };
  }

  private Wait waitingForMessage() {
    if (!incoming.isBegun()) {
      return new Wait(Wait.Kind.MESSAGE, 0, 0);
    }
    if (!incoming.isHeaderComplete()) {
      return new Wait(Wait.Kind.HEADER, 0, 0);
    }
    if (role.transfer() == Transfer.PIPELINED) {
      return new Wait(Wait.Kind.PAYLOAD, 0, incoming.length());
    }
    return new Wait(Wait.Kind.PAYLOAD, incoming.filled() / Transfer.BLOCK, Transfer.BLOCK);
  }

  /** How many bytes of the message's payload came. */
  int filled() {
    return incoming.filled();
  }

  /** How far the peer has come, for a sentence. */
  String progress() {
    return incoming.isHeaderComplete()
        ? incoming.filled() + " of " + incoming.length() + " bytes of a message"
        : "a part of a message's header";
  }

  /** Where the conversation stood when the peer hung up, for a sentence. */
  String brokenOff() {
    return switch (phase) {
      case OURS -> "at our turn";
      case SENDING -> "without confirming a block";
      case RECEIVING -> incoming.isBegun() ? "after " + progress() : "instead of answering";
    };
  }
}
