package throng.gpu.web.access;

/** A change of accounts that is refused; the message says why. */
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  public enum Kind {
    /** What was given can never be. */
    WRONG,
    /** It cannot be as things stand. */
    TAKEN,
    /** There is no such thing. */
    MISSING
  }

  private final Kind kind;

  AccountException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
