package throng.streams.tcp;

/** There was no connection within the time that connecting may take. */
final class ConnectTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConnectTimeoutException() {
    super("Nothing answered in time", null, false, false);
  }
}
