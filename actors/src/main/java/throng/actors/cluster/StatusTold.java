package throng.actors.cluster;

import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import throng.actors.counts.MemberBytes;
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
  /** Akka lets 256 KiB pass; alerts that fire make a camera's status long. */
  private static final int MOST_BYTES = 100 * 1024;

  StatusTold {
    cameras = List.copyOf(cameras);
  }

  /** How all of them stand, in messages of which none is too large. */
  static List<StatusTold> all(HostAndPort member, HostAndPort frames, List<CameraStatus> cameras) {
    List<StatusTold> told = new ArrayList<>();
    List<CameraStatus> some = new ArrayList<>();
    int bytes = 0;
    for (CameraStatus camera : cameras) {
      int its = bytes(camera);
      if (bytes > 0 && bytes + its > MOST_BYTES) {
        told.add(new StatusTold(member, frames, some));
        some = new ArrayList<>();
        bytes = 0;
      }
      some.add(camera);
      bytes += its;
    }
    if (bytes > 0) {
      told.add(new StatusTold(member, frames, some));
    }
    return told;
  }

  private static int bytes(CameraStatus camera) {
    return MemberBytes.bytes(
            out -> {
              StatusCodec.write(out, camera);
              MemberBytes.write(
                  out, StatusCodec.untold(List.of(camera)), DataOutputStream::writeUTF);
            })
        .size();
  }
}
