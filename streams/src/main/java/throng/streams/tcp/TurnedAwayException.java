package throng.streams.tcp;

/** Ends a connection that its listener closes. */
final class TurnedAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TurnedAwayException(TurnedAway why) {
    super("The connection was closed: " + why.reason() + ".", null, false, false);
  }
}
