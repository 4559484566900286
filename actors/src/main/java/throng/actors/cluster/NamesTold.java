package throng.actors.cluster;

import java.time.Duration;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * Which cameras a node has.
 *
 * @param member the node
 * @param isWhole whether these are all it has, so that others are gone; else they come to them
 * @param opened those that it has
 * @param closed those that it has no more
 */
record NamesTold(HostAndPort member, boolean isWhole, List<Name> opened, List<CameraId> closed)
    implements Told {
  NamesTold {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /**
   * A camera's connection.
   *
   * @param instance the edge process' random number
   * @param attempt grows with each connection of the process
   * @param ageMillis how long it has been open
   */
  record Name(CameraId camera, long instance, int attempt, long ageMillis) {
    /** Longer than any node runs; nanoseconds of it still fit. */
    private static final long LONGEST_MILLIS = Duration.ofDays(36_500).toMillis();

    Name {
      if (ageMillis < 0 || ageMillis > LONGEST_MILLIS) {
        throw new IllegalArgumentException("That is no age of a connection: " + ageMillis);
      }
    }
  }
}
