package throng.actors.cluster;

import java.time.Duration;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * Which cameras a node has: a part of the list of all, or what has changed.
 *
 * @param member the node
 * @param part of the list, from 0 on; those that are in none of its parts are gone
 * @param parts of the list; 0: this is what has changed
 * @param opened those that it has
 * @param closed those that it has no more
 */
record NamesTold(HostAndPort member, int part, int parts, List<Name> opened, List<CameraId> closed)
    implements Told {
  NamesTold {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    if (part < 0 || (parts == 0 ? part > 0 : part >= parts)) {
      throw new IllegalArgumentException("There is no part %d of %d".formatted(part, parts));
    }
  }

  /** All that a node has, in one message. */
  static NamesTold all(HostAndPort member, List<Name> cameras) {
    return new NamesTold(member, 0, 1, cameras, List.of());
  }

  /** What has changed. */
  static NamesTold change(HostAndPort member, List<Name> opened, List<CameraId> closed) {
    return new NamesTold(member, 0, 0, opened, closed);
  }

  /** Whether the list of all begins with it. */
  boolean isFirst() {
    return parts > 0 && part == 0;
  }

  boolean isLast() {
    return parts > 0 && part == parts - 1;
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
