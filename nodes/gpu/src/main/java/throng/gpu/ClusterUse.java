package throng.gpu;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import throng.actors.cluster.ClusterNode;
import throng.actors.cluster.ClusterParts;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.past.OtherNodes;
import throng.actors.session.Neighbours;
import throng.actors.time.MonotonicClock;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;

/**
 * The node's part in a cluster, where its settings name one; else it is alone, and nothing runs.
 */
final class ClusterUse {
  private final Optional<ClusterNode> node;
  private volatile boolean isPlain;
  private volatile Runnable lookForRevoked = () -> {};

  ClusterUse(NodeSetup setup) {
    node =
        setup.settings().cluster().isOn()
            ? Optional.of(new ClusterNode(MonotonicClock.SYSTEM))
            : Optional.empty();
  }

  Neighbours neighbours() {
    return node.<Neighbours>map(it -> it).orElse(Neighbours.ALONE);
  }

  /** Takes how who is let in no more is asked for soon. */
  void looksForRevokedBy(Runnable soon) {
    lookForRevoked = soon;
  }

  /** Has who is let in no more asked for soon. */
  void lookForRevoked() {
    lookForRevoked.run();
  }

  Elsewhere elsewhere() {
    return node.<Elsewhere>map(it -> it).orElse(Elsewhere.NOWHERE);
  }

  OtherNodes otherNodes() {
    return node.<OtherNodes>map(it -> it).orElse(OtherNodes.NONE);
  }

  /**
   * The node's certificates were looked at. Any thread.
   *
   * @param say tells a person what is to be done
   */
  void lookedAt(LinkIdentity identity, Consumer<String> say) {
    node.ifPresent(it -> it.distrusts(identity.revoked()));
    if (isPlain && identity.isThere()) {
      isPlain = false;
      say.accept(
          "What GPU nodes say to each other stays unencrypted until this node is started again: it"
              + " had no certificate when it joined them.");
    }
  }

  /**
   * Joins the others; the node leaves them when it ends, once its cameras have gone elsewhere.
   *
   * @param frames where it listens for edges
   * @param folder where the command {@code gpu-node cluster} looks; empty: nowhere
   * @param linked is told once links to others can be there, with whether they are encrypted
   * @return fails with a {@link throng.streams.tcp.ListenException}
   */
  CompletionStage<Done> begin(
      ActorSystem<?> system,
      ClusterParts parts,
      HostAndPort frames,
      Optional<Path> folder,
      Consumer<Boolean> linked) {
    boolean isEncrypted = parts.tls().isPresent();
    isPlain = node.isPresent() && !isEncrypted;
    if (isPlain) {
      parts
          .say()
          .accept(
              "Users and tokens stay with each GPU node, since what the nodes say to each other is"
                  + " not encrypted: gpu-node pair NAME --node, and gpu-node join at the others.");
    }
    node.ifPresent(it -> linked.accept(isEncrypted));
    return node.map(it -> begin(it, system, parts, frames, folder))
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private static CompletionStage<Done> begin(
      ClusterNode node,
      ActorSystem<?> system,
      ClusterParts parts,
      HostAndPort frames,
      Optional<Path> folder) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "leave the cluster",
            () -> node.end().thenApply(ended -> Done.getInstance()));
    folder.ifPresent(it -> ClusterFile.of(it).keep(system, node::describe));
    return node.begin(parts, frames, system.dispatchers().lookup(DispatcherSelector.blocking()))
        .thenApply(
            member -> {
              parts.say().accept("Other GPU nodes reach this one at " + member + ".");
              return Done.getInstance();
            });
  }
}
