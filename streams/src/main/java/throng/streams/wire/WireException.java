package throng.streams.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer that breaks the protocol or its time limits; the message is a sentence that says what came
 * and what was allowed. Ends its connection, and no other.
 */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was broken; what connections are counted by when they end badly. */
  public enum Kind {
    /** The first bytes are another protocol's. */
    NOT_THRONG(RefusedCode.NOT_THRONG, GoodbyeReason.PROTOCOL_ERROR),
    /** A hello whose fields make no sense. */
    BAD_HELLO(RefusedCode.BAD_HELLO, GoodbyeReason.PROTOCOL_ERROR),
    /** No protocol version is spoken by both. */
    VERSION(RefusedCode.VERSION, GoodbyeReason.PROTOCOL_ERROR),
    /** A length of 0 or below, or above what its type may have. */
    BAD_LENGTH(RefusedCode.BAD_HELLO, GoodbyeReason.PROTOCOL_ERROR),
    /** A message that ends too early, or a field with a value it may not have. */
    BAD_MESSAGE(RefusedCode.BAD_HELLO, GoodbyeReason.PROTOCOL_ERROR),
    /** A message that does not belong to the connection's state. */
    UNEXPECTED_MESSAGE(RefusedCode.BAD_HELLO, GoodbyeReason.PROTOCOL_ERROR),
    /** A frame so far above the byte limit that it is not even thrown away. */
    FRAME_TOO_LARGE(RefusedCode.BAD_HELLO, GoodbyeReason.FRAME_TOO_LARGE),
    /** No hello, or no answer to it, in time. */
    HANDSHAKE_TIMEOUT(RefusedCode.TOO_SLOW, GoodbyeReason.TOO_SLOW),
    /** Not a byte for too long. */
    SILENT(RefusedCode.TOO_SLOW, GoodbyeReason.SILENT),
    /** A message was not complete in time. */
    TRICKLE(RefusedCode.TOO_SLOW, GoodbyeReason.TOO_SLOW),
    /** Its message waited too long for memory, or kept what others waited for. */
    NO_ROOM(RefusedCode.UNAVAILABLE, GoodbyeReason.UNAVAILABLE),
    /** A frame got no answer in time, though the peer gave signs of life. */
    UNANSWERED(RefusedCode.TOO_SLOW, GoodbyeReason.TOO_SLOW),
    /** What should be TLS is not, or its handshake failed or took too many bytes. */
    TLS(null, null),
    /** The peer does not read. */
    WRITE_STALLED(null, null),
    /** The connection ended in the middle of a message. */
    TRUNCATED(null, null);

    private final Optional<RefusedCode> refused;
    private final Optional<GoodbyeReason> goodbye;

    Kind(@Nullable RefusedCode refused, @Nullable GoodbyeReason goodbye) {
      this.refused = Optional.ofNullable(refused);
      this.goodbye = Optional.ofNullable(goodbye);
    }
  }

  private final Kind kind;

  public WireException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  /** What was broken. */
  public Kind kind() {
    return kind;
  }

  /**
   * What a node answers before it closes: {@code Refused} before the welcome, {@code Goodbye} after
   * it; empty where the peer cannot be reached any more. An edge has no answer before the welcome.
   */
  public Optional<Message> farewell(boolean welcomed) {
    return welcomed
        ? kind.goodbye.map(reason -> new Message.Goodbye(reason, getMessage()))
        : kind.refused.map(code -> new Message.Refused(code, getMessage()));
  }

  /** Always there: no wire exception is made without its sentence. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
