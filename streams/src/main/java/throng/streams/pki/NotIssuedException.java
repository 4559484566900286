package throng.streams.pki;

/** No certificate is given; the message is a sentence for who asked for it. */
public final class NotIssuedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotIssuedException(String sentence) {
    super(sentence);
  }

  /** Always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
