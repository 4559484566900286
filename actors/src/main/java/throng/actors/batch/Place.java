package throng.actors.batch;

import java.util.List;
import throng.actors.time.MonotonicClock;

/**
 * Where a network counts: on devices that it shares with others.
 *
 * @param turns whose batch runs next
 * @param isSpare whether it counts in spare time alone
 */
public record Place(DeviceTurns turns, boolean isSpare) {
  /** Of a network that has its devices for itself. */
  public static Place alone(MonotonicClock clock) {
    return new Place(new DeviceTurns(clock), false);
  }

  DeviceTurns.Turn join(List<String> workers, Runnable wake) {
    return turns.join(workers, isSpare, wake);
  }
}
