package throng.actors.inference;

/** A worker whose network is beyond use: it is opened anew. */
final class WorkerDiedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkerDiedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
