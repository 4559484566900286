package throng.actors.cluster;

import java.util.List;
import throng.actors.counts.live.CameraStatus;
import throng.streams.settings.HostAndPort;

/**
 * How some of a node's cameras stand.
 *
 * @param member the node
 * @param frames where it listens for edges, by which people know it
 */
record StatusTold(HostAndPort member, HostAndPort frames, List<CameraStatus> cameras)
    implements Told {
  StatusTold {
    cameras = List.copyOf(cameras);
  }
}
