package throng.streams.tcp;

/** No GPU node has answered for as long as the user allowed. Exit code 3. */
public final class GaveUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GaveUpException(String sentence) {
    super(sentence);
  }
}
