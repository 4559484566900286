package throng.streams.flow;

/** A connection that ended though it was still wanted; the message is a sentence for the user. */
public final class LinkLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean inGoodOrder;

  public LinkLostException(String sentence) {
    this(sentence, false);
  }

  private LinkLostException(String sentence, boolean inGoodOrder) {
    super(sentence);
    this.inGoodOrder = inGoodOrder;
  }

  /** Of a connection that one side has left as it should. */
  public static LinkLostException inGoodOrder(String sentence) {
    return new LinkLostException(sentence, true);
  }

  /** Whether nothing has failed, so that what was under way has not to answer for it. */
  public boolean isInGoodOrder() {
    return inGoodOrder;
  }
}
