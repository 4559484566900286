package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.streams.settings.HostAndPort;

/**
 * The other nodes as they told last; it does not change. Where to send cameras is asked of it by
 * any thread, also while the cluster itself is hearing nothing.
 *
 * @param peers by where they listen for other nodes
 */
record ClusterView(Map<HostAndPort, Peer> peers) {
  /** Nobody has told anything. */
  static final ClusterView EMPTY = new ClusterView(Map.of());

  ClusterView {
    peers = Map.copyOf(peers);
  }

  /**
   * Another node.
   *
   * @param heardNanos when it told, on this node's monotonic clock
   */
  record Peer(NodeLoad load, long heardNanos) {
    boolean isSilent(long nanos, Duration after) {
      return nanos - heardNanos > after.toNanos();
    }
  }

  ClusterView with(NodeLoad load, long nanos) {
    Map<HostAndPort, Peer> more = new LinkedHashMap<>(peers);
    more.put(load.member(), new Peer(load, nanos));
    return new ClusterView(more);
  }

  ClusterView without(HostAndPort member) {
    Map<HostAndPort, Peer> fewer = new LinkedHashMap<>(peers);
    fewer.remove(member);
    return new ClusterView(fewer);
  }

  /** Those that have told lately; whoever has not is no target. */
  List<NodeLoad> heard(long nanos, Duration silentAfter) {
    Collection<Peer> all = peers.values();
    return all.stream().filter(it -> !it.isSilent(nanos, silentAfter)).map(Peer::load).toList();
  }

  boolean isHeard(HostAndPort member, long nanos, Duration silentAfter) {
    return Optional.ofNullable(peers.get(member))
        .filter(it -> !it.isSilent(nanos, silentAfter))
        .isPresent();
  }

  /** Where edges reach them, by name; none that goes down. */
  List<HostAndPort> frames() {
    return up().map(NodeLoad::frames)
        .distinct()
        .sorted(Comparator.comparing(HostAndPort::toString))
        .toList();
  }

  /**
   * The same for an edge, which tries them in this order once its node is gone: those that have
   * least to do, as many as it is told of, each time in another order, so that not all dial the
   * same one.
   *
   * @param most as many as it is told of
   */
  List<HostAndPort> forAnEdge(int most) {
    List<HostAndPort> least =
        up().sorted(Comparator.comparingDouble(NodeLoad::load))
            .map(NodeLoad::frames)
            .distinct()
            .limit(most)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(least);
    return least;
  }

  private Stream<NodeLoad> up() {
    return peers.values().stream().map(Peer::load).filter(it -> !it.isDraining());
  }
}
