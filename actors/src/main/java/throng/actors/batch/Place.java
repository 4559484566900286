package throng.actors.batch;

import java.util.List;
import throng.actors.time.MonotonicClock;

/**
 * Where a network counts: on devices, and with decoding threads, that it shares with others.
 *
 * @param turns whose batch runs next
 * @param decoding the threads that decode
 * @param isSpare whether it counts in spare time alone
 */
public record Place(DeviceTurns turns, DecodePool decoding, boolean isSpare) {
  /** Of a node's first network; it has all for itself until others come. */
  public static Place ofNode(BatchSettings settings, MonotonicClock clock) {
    return new Place(new DeviceTurns(clock), new DecodePool(settings.decodeThreads()), false);
  }

  /** The same of a network that counts in spare time alone. */
  public Place inSpareTime() {
    return new Place(turns, decoding, true);
  }

  DeviceTurns.Turn join(List<String> workers, Runnable wake) {
    return turns.join(workers, isSpare, wake);
  }
}
