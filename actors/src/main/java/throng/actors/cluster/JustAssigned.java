package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import throng.streams.settings.HostAndPort;

/**
 * Cameras that were sent to a node, and may not be in its reports yet: without them all that come
 * within one report would go to the same node. One thread at a time.
 */
final class JustAssigned {
  private static final long COUNTED_NANOS = Duration.ofSeconds(3).toNanos();

  private final Deque<Assignment> assignments = new ArrayDeque<>();

  private record Assignment(
      HostAndPort member, boolean isLossless, double pixelsPerSecond, long atNanos) {}

  /** A camera was sent there. */
  void add(HostAndPort member, boolean isLossless, double pixelsPerSecond, long nanos) {
    assignments.add(new Assignment(member, isLossless, pixelsPerSecond, nanos));
  }

  /** The same loads with those cameras. */
  List<NodeLoad> on(Collection<NodeLoad> reported, long nanos) {
    while (!assignments.isEmpty() && nanos - assignments.peek().atNanos > COUNTED_NANOS) {
      assignments.remove();
    }
    List<NodeLoad> loads = new ArrayList<>();
    for (NodeLoad load : reported) {
      loads.add(on(load));
    }
    return loads;
  }

  private NodeLoad on(NodeLoad reported) {
    NodeLoad load = reported;
    for (Assignment it : assignments) {
      if (it.member.equals(reported.member())) {
        load = it.isLossless ? load.withLossless() : load.withLive(it.pixelsPerSecond);
      }
    }
    return load;
  }
}
