package throng.actors.cluster;

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
  record Name(CameraId camera, long instance, int attempt, long ageMillis) {}
}
