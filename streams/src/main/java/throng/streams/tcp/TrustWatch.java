package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.javadsl.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;

/**
 * Has a connection left in good order that would not be made as it is any more: one in the clear
 * once the edge is paired, and one to a GPU node that was unpaired.
 */
final class TrustWatch {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final LinkIdentity identity;
  private final boolean isEncrypted;
  private final BooleanSupplier mayBePaired;
  private volatile Optional<PeerIdentity> node = Optional.empty();

  /**
   * Of a connection that begins now.
   *
   * @param mayBePaired whether the next one could be encrypted
   */
  TrustWatch(LinkIdentity identity, BooleanSupplier mayBePaired) {
    this.identity = identity;
    this.isEncrypted = identity.isThere();
    this.mayBePaired = mayBePaired;
  }

  /** Whether the connection is encrypted. */
  boolean isEncrypted() {
    return isEncrypted;
  }

  /** The node has shown who it is. */
  void shown(PeerIdentity node) {
    this.node = Optional.of(node);
  }

  /**
   * The connection, watched while it lasts.
   *
   * @param leave completed with why it is to be left
   */
  <I, O> Flow<I, O, NotUsed> over(
      Flow<I, O, ?> connection,
      ClassicActorSystemProvider provider,
      CompletableFuture<String> leave) {
    return connection.watchTermination(
        (ignored, done) -> {
          var system = provider.classicSystem();
          Cancellable look =
              system
                  .scheduler()
                  .scheduleWithFixedDelay(
                      EVERY, EVERY, () -> why().ifPresent(leave::complete), system.dispatcher());
          var unused = done.whenComplete((end, failure) -> look.cancel());
          return NotUsed.getInstance();
        });
  }

  private Optional<String> why() {
    if (isEncrypted) {
      return node.filter(identity::isRevoked)
          .map(it -> "The GPU node " + it + " was unpaired, and is trusted no more.");
    }
    return identity.isThere() && mayBePaired.getAsBoolean()
        ? Optional.of("This edge node was paired: what it sends is encrypted from now on.")
        : Optional.empty();
  }
}
