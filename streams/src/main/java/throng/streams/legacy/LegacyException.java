package throng.streams.legacy;

/** A peer that breaks one of the old protocols; the message is a sentence for the log. */
public final class LegacyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, for a counter. */
  public enum Reason {
    /** Nothing came for longer than allowed. */
    IDLE,
    /** A message, or its confirmation, was not complete in time. */
    TOO_SLOW,
    /** The peer does not read what was sent to it. */
    UNREAD,
    /** Bytes that the protocol does not know. */
    BAD_INPUT,
    /** A length above the limit. */
    TOO_LARGE,
    /** The peer hung up in the middle. */
    BROKEN_OFF,
    /** The node does not take the client: it is full, or wants a token. */
    REFUSED,
    /** Its picture waited too long for memory, or kept what others waited for. */
    NO_ROOM,
    /** The frame got no count, and the protocol has no other answer. */
    NO_COUNT
  }

  private final Reason reason;

  public LegacyException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** The same with a sentence more. */
  public LegacyException followedBy(String sentence) {
    return new LegacyException(reason, getMessage() + " " + sentence);
  }

  /** What was wrong. */
  public Reason reason() {
    return reason;
  }
}
