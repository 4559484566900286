package throng.actors.cluster;

import throng.streams.settings.HostAndPort;

/**
 * What a node has to do, and what it can.
 *
 * @param member where it listens for other nodes: who it is
 * @param frames where it listens for edges
 * @param demand what its live cameras offer, in pixels a second
 * @param capacity what it counts if it has enough to do, in pixels a second; 0: none of its devices
 *     works; not a number: not known yet
 * @param live how many live cameras it has
 * @param lossless how many lossless ones, which take what is left and are in no demand
 * @param isDraining whether it is going down
 * @param free how many cameras more it lets in
 * @param networks what it has that cameras may ask for
 */
record NodeLoad(
    HostAndPort member,
    HostAndPort frames,
    double demand,
    double capacity,
    int live,
    int lossless,
    boolean isDraining,
    int free,
    ServedNetworks networks)
    implements Told {

  /** The part of what it can that it has to do; above 1 frames are dropped. */
  double load() {
    if (isOut()) {
      return Double.POSITIVE_INFINITY;
    }
    return demand <= 0 ? 0 : demand / capacity;
  }

  /** Whether none of its devices works: all its cameras wait in vain. */
  boolean isOut() {
    return capacity == 0;
  }

  /** Whether cameras may be sent there. */
  boolean isTarget() {
    return !isDraining && capacity > 0 && free > 0;
  }

  /** Whether a camera may be that asks for this network. */
  boolean isTargetFor(String network) {
    return isTarget() && networks.serve(network);
  }

  int cameras() {
    return live + lossless;
  }

  /** The same with one camera more. */
  NodeLoad withLive(double pixelsPerSecond) {
    return withOneMore(demand + pixelsPerSecond, live + 1, lossless);
  }

  NodeLoad withLossless() {
    return withOneMore(demand, live, lossless + 1);
  }

  private NodeLoad withOneMore(double demand, int live, int lossless) {
    int left = Math.max(0, free - 1);
    return new NodeLoad(
        member, frames, demand, capacity, live, lossless, isDraining, left, networks);
  }
}
