package throng.streams.tcp;

/** Why a listener closed a connection before it said what it wants. */
public enum TurnedAway {
  /** Too many had not been admitted; this one's address had most of them. */
  CROWDED_OUT("another connection took its place before it was admitted"),

  /** The listener has as many connections as it may. */
  FULL("as many are open as may be");

  private final String reason;

  TurnedAway(String reason) {
    this.reason = reason;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }
}
