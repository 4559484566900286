package throng.actors.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import throng.actors.cluster.ClusterSettings.Rebalance;

/**
 * Which node a camera goes to, by what all of them told last. Loads are parts of what a node can;
 * lossless cameras, which take whatever is left, are spread by their number.
 */
final class Placement {
  /** A camera that has just come is not sent on for less. */
  private static final double WORTH_A_REDIRECT = 0.05;

  /** Of what would level two nodes: reports are old, and others move cameras too. */
  private static final double PART_OF_LEVELLING = 0.5;

  /** A node that is wrong about its load empties itself no faster. */
  private static final double MOST_OF_CAMERAS = 0.25;

  private static final Comparator<NodeLoad> LEAST =
      Comparator.comparingDouble(NodeLoad::load).thenComparing(Placement::name);

  private static final Comparator<NodeLoad> FEWEST =
      Comparator.comparingInt(NodeLoad::lossless).thenComparing(LEAST);

  private final Rebalance rules;

  Placement(Rebalance rules) {
    this.rules = rules;
  }

  /**
   * Moves that would help.
   *
   * @param pixelsPerSecond as much demand is to go
   * @param atMost as much as may, where cameras are few and large
   * @param cameras as many cameras at most
   */
  record Excess(
      NodeLoad here, NodeLoad target, double pixelsPerSecond, double atMost, int cameras) {}

  /**
   * Where a live camera goes that says hello here; empty: it stays.
   *
   * @param network that it asks for
   */
  Optional<NodeLoad> atHello(NodeLoad here, String network, Collection<NodeLoad> others) {
    return least(network, others)
        .filter(least -> here.load() > Math.max(rules.above(), least.load() + WORTH_A_REDIRECT));
  }

  /** Where a lossless camera goes that says hello here; empty: it stays. */
  Optional<NodeLoad> losslessAtHello(NodeLoad here, String network, Collection<NodeLoad> others) {
    return fewest(network, others)
        .filter(fewest -> here.isOut() || here.lossless() > fewest.lossless());
  }

  /**
   * Where a camera goes that cannot stay, as its node goes down, is full or has not the network
   * that it asks for; empty: nowhere.
   */
  Optional<NodeLoad> elsewhere(boolean isLossless, String network, Collection<NodeLoad> others) {
    return isLossless ? fewest(network, others) : least(network, others);
  }

  /** What is to be moved away from here once this has held for long enough; empty: nothing. */
  Optional<Excess> excess(NodeLoad here, Collection<NodeLoad> others) {
    if (!rules.isOn() || here.isDraining() || Double.isNaN(here.capacity())) {
      return Optional.empty();
    }
    return least("", others)
        .filter(least -> isLoaded(here, least))
        .map(it -> excess(here, it, others));
  }

  private Excess excess(NodeLoad here, NodeLoad target, Collection<NodeLoad> others) {
    if (here.isOut()) {
      int all = Math.min(here.live(), target.free());
      return new Excess(here, target, PART_OF_LEVELLING * here.demand(), here.demand(), all);
    }
    double level =
        (here.demand() * target.capacity() - target.demand() * here.capacity())
            / (here.capacity() + target.capacity());
    long loaded = 1 + others.stream().filter(it -> it.demand() > 0 && isLoaded(it, target)).count();
    int quarter = (int) Math.max(1, here.live() * MOST_OF_CAMERAS);
    int most = Math.min(quarter, target.free());
    return new Excess(here, target, PART_OF_LEVELLING * level / loaded, level / loaded, most);
  }

  private boolean isLoaded(NodeLoad node, NodeLoad least) {
    return node.load() > rules.above() && node.load() - least.load() > rules.gap();
  }

  private static Optional<NodeLoad> least(String network, Collection<NodeLoad> nodes) {
    return nodes.stream().filter(it -> it.isTargetFor(network)).min(LEAST);
  }

  private static Optional<NodeLoad> fewest(String network, Collection<NodeLoad> nodes) {
    return nodes.stream().filter(it -> it.isTargetFor(network)).min(FEWEST);
  }

  private static String name(NodeLoad node) {
    return node.frames().toString();
  }

  /** The difference between the most and the least loaded node. */
  static double spread(List<NodeLoad> nodes) {
    double most = nodes.stream().mapToDouble(NodeLoad::load).max().orElse(0);
    return most - nodes.stream().mapToDouble(NodeLoad::load).min().orElse(0);
  }
}
