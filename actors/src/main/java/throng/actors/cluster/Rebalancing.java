package throng.actors.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until a node has had too much for long enough, and again after each move. One thread. */
final class Rebalancing {
  private final Placement placement;
  private final long afterNanos;
  private @Nullable Long sinceNanos;

  Rebalancing(Placement placement, Duration after) {
    this.placement = placement;
    this.afterNanos = after.toNanos();
  }

  /** What is to be moved at this moment; empty: nothing. */
  Optional<Placement.Excess> step(NodeLoad here, Collection<NodeLoad> others, long nanos) {
    Optional<Placement.Excess> excess = placement.excess(here, others);
    Long since = sinceNanos;
    if (excess.isEmpty()) {
      sinceNanos = null;
    } else if (since == null) {
      sinceNanos = nanos;
    } else if (nanos - since >= afterNanos) {
      sinceNanos = nanos;
      return excess;
    }
    return Optional.empty();
  }
}
