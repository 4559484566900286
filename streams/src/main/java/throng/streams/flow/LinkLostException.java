package throng.streams.flow;

/** A connection that ended though it was still wanted; the message is a sentence for the user. */
public final class LinkLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LinkLostException(String sentence) {
    super(sentence);
  }
}
