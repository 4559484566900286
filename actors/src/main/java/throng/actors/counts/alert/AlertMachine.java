package throng.actors.counts.alert;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * One alert's state, second by second.
 *
 * <pre>
 *   inactive   → at or above above → pending, at once firing where for is 0
 *   pending    → a second under above, or without a count → inactive; held for → firing, told
 *   firing     → under below → recovering; without a count it stays, and is blind
 *   recovering → at or above above, or without a count → firing, not told again;
 *                held clear-for → inactive, told
 *   any        → outside its schedule → inactive, told where it was firing
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
final class AlertMachine {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private AlertState state;
  private long sinceNanos;
  private boolean isBlind;
  private OptionalDouble value = OptionalDouble.empty();

  AlertMachine(AlertState state) {
    this.state = state;
  }

  /** What is to be told of. */
  enum Told {
    FIRING(""),
    CLEARED("cleared"),
    SCHEDULE("schedule");

    private final String reason;

    Told(String reason) {
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  AlertState state() {
    return state;
  }

  /** Whether it is firing, and nobody knows whether still with reason. */
  boolean isBlind() {
    return isBlind;
  }

  /** What was measured in the last second; empty: nothing. */
  OptionalDouble value() {
    return value;
  }

  /**
   * Goes on by a second.
   *
   * @param endNanos when the second ended, on the monotonic clock
   * @param isScheduled whether the alert may begin and go on
   * @param measured in the second; empty: there is no count, and was none for long enough
   */
  Optional<Told> step(AlertRule rule, long endNanos, boolean isScheduled, OptionalDouble measured) {
    value = measured;
    isBlind = isScheduled && state.isFiring() && measured.isEmpty();
    if (!isScheduled) {
      boolean wasFiring = state.isFiring();
      enter(AlertState.INACTIVE, endNanos);
      return wasFiring ? Optional.of(Told.SCHEDULE) : Optional.empty();
    }
    if (measured.isEmpty()) {
      enter(state.isFiring() ? AlertState.FIRING : AlertState.INACTIVE, endNanos);
      return Optional.empty();
    }
    return judge(rule, endNanos, measured.getAsDouble());
  }

  private Optional<Told> judge(AlertRule rule, long endNanos, double measured) {
    boolean isAbove = measured >= rule.above();
    switch (state) {
      case INACTIVE, PENDING -> enter(isAbove ? AlertState.PENDING : AlertState.INACTIVE, endNanos);
      case FIRING ->
          enter(measured < rule.below() ? AlertState.RECOVERING : AlertState.FIRING, endNanos);
      case RECOVERING -> enter(isAbove ? AlertState.FIRING : AlertState.RECOVERING, endNanos);
    }
    if (state == AlertState.PENDING && hasHeld(rule.holdFor().toNanos(), endNanos)) {
      enter(AlertState.FIRING, endNanos);
      return Optional.of(Told.FIRING);
    } else if (state == AlertState.RECOVERING && hasHeld(rule.clearFor().toNanos(), endNanos)) {
      enter(AlertState.INACTIVE, endNanos);
      return Optional.of(Told.CLEARED);
    }
    return Optional.empty();
  }

  private boolean hasHeld(long nanos, long endNanos) {
    return endNanos - sinceNanos >= nanos;
  }

  /** A state begins with the second that brought it about. */
  private void enter(AlertState next, long endNanos) {
    if (next != state) {
      state = next;
      sinceNanos = endNanos - SECOND;
    }
  }
}
