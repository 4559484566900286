package throng.actors.inference;

/** Bytes that are no picture; the message is a sentence for the user. */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String sentence) {
    super(sentence);
  }
}
