package throng.streams.flow;

import throng.streams.wire.RefusedCode;

/**
 * The node does not take this edge; the message is the node's sentence. Exit code 3 where final.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RefusedCode code;

  public RefusedException(RefusedCode code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /** Why. */
  public RefusedCode code() {
    return code;
  }
}
