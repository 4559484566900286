package throng.actors.counts.alert;

/** How an alert stands. */
public enum AlertState {
  /** Nothing is to be told of. */
  INACTIVE,
  /** It is at or above its limit, but not for long enough yet. */
  PENDING,
  /** It has been told of. */
  FIRING,
  /** It has been told of, and is under its lower limit, but not for long enough yet. */
  RECOVERING;

  /** Whether it has been told of, and its end not yet. */
  public boolean isFiring() {
    return this == FIRING || this == RECOVERING;
  }
}
