package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Where edges reach them: those first that have most room, none that goes down. */
  List<HostAndPort> frames() {
    List<NodeLoad> loads = new ArrayList<>();
    peers.values().forEach(it -> loads.add(it.load()));
    return loads.stream()
        .filter(it -> !it.isDraining())
        .map(NodeLoad::frames)
        .distinct()
        .sorted(Comparator.comparing(HostAndPort::toString))
        .toList();
  }
}
