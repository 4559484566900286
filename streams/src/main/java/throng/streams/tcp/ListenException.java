package throng.streams.tcp;

/** The node cannot listen at its address; the message says why, and what to do. */
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ListenException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
