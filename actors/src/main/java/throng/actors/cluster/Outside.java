package throng.actors.cluster;

import java.util.List;
import java.util.function.Consumer;
import throng.streams.settings.HostAndPort;

/**
 * A node that is in no cluster yet: what it does about it, and what is said meanwhile. It is asked
 * after each look at the seeds; one thread.
 */
final class Outside {
  /** Looks: an earlier seed may be about to listen. */
  private static final int ENOUGH = 2;

  /** Looks in about a minute: from one sentence to the next, and at a seed in vain. */
  private static final int MINUTE = 12;

  /** What is done now. */
  enum Step {
    /** Akka goes on trying. */
    WAIT,

    /** Akka lets nobody but the first seed begin a cluster, which may be gone for good. */
    BEGIN,

    /** Akka keeps a connection over which nothing comes, if others to the same node work. */
    ANEW
  }

  private final List<HostAndPort> seeds;
  private final boolean isSeed;
  private int looks;
  private int deserted;
  private int inVain;

  /**
   * @param self where this node listens for others
   */
  Outside(List<HostAndPort> seeds, HostAndPort self) {
    this.seeds = seeds;
    this.isSeed = seeds.contains(self);
  }

  /**
   * The seeds before this node were looked at; all, if it is none.
   *
   * @param say tells a person what is the matter
   */
  Step looked(Seeds.Look look, Consumer<String> say) {
    boolean isAccepting = look.accepting().isPresent();
    deserted = isAccepting ? 0 : deserted + 1;
    inVain = isAccepting ? inVain + 1 : 0;
    if (isSeed && deserted >= ENOUGH) {
      return Step.BEGIN;
    }
    if (looks++ % MINUTE == ENOUGH - 1) {
      say.accept(sentence(look));
    }
    return inVain >= MINUTE ? Step.ANEW : Step.WAIT;
  }

  /** It is in a cluster. */
  void isOver() {
    looks = 0;
    deserted = 0;
    inVain = 0;
  }

  private String sentence(Seeds.Look look) {
    String what =
        look.accepting()
            .map(
                place ->
                    "%s takes connections, but does not let this node into a cluster; look whether it is in one itself, whether it lists the same throng.gpu-node.cluster.seeds, and whether this node can be reached by it"
                        .formatted(place))
            .orElseGet(
                () ->
                    "none of %s is there (%s); look at throng.gpu-node.cluster.seeds"
                        .formatted(seeds, look.why()));
    return "The cluster: this GPU node is in none yet, and goes on trying: " + what + ".";
  }
}
