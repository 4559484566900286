package throng.actors.inference;

/** A worker whose network could not be opened, as it has told: it is tried again. */
final class CannotOpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotOpenException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
