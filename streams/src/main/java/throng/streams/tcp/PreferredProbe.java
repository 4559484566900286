package throng.streams.tcp;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import throng.streams.tls.LinkIdentity;

/**
 * Looks now and then whether a better GPU node accepts connections again: connects, where the edge
 * is paired has it show who it is, and closes at once, without a word.
 */
final class PreferredProbe {

  private final ClassicActorSystemProvider system;
  private final Duration connectTimeout;
  private final LinkIdentity identity;
  private final List<String> better;
  private final Predicate<String> isMember;
  private final Consumer<String> found;

  private PreferredProbe(
      ClassicActorSystemProvider system,
      Duration connectTimeout,
      LinkIdentity identity,
      List<String> better,
      Predicate<String> isMember,
      Consumer<String> found) {
    this.system = system;
    this.connectTimeout = connectTimeout;
    this.identity = identity;
    this.better = better;
    this.isMember = isMember;
    this.found = found;
  }

  /**
   * Begins to look.
   *
   * @param lookAfter how often
   * @param isMember whether an address is not looked for now
   * @param found told each time an address accepts
   */
  static Cancellable every(
      Duration lookAfter,
      Duration connectTimeout,
      ClassicActorSystemProvider system,
      LinkIdentity identity,
      List<String> better,
      Predicate<String> isMember,
      Consumer<String> found) {
    PreferredProbe probe =
        new PreferredProbe(system, connectTimeout, identity, better, isMember, found);
    var classic = system.classicSystem();
    return classic
        .scheduler()
        .scheduleWithFixedDelay(lookAfter, lookAfter, probe::look, classic.dispatcher());
  }

  private void look() {
    better.stream().filter(isMember.negate()).forEach(this::look);
  }

  private void look(String address) {
    GpuAddress node = GpuAddress.parse(address);
    CompletableFuture<Done> isThere = new CompletableFuture<>();
    var socket = Sockets.connect(system, node.socket(), connectTimeout);
    boolean isEncrypted = identity.isThere() && node.counter().isEmpty();
    Flow<ByteString, ByteString, CompletionStage<Done>> connection =
        isEncrypted
            ? socket.joinMat(
                TlsLink.connecting(identity, shown -> isThere.complete(Done.getInstance()))
                    .reversed(),
                Keep.left())
            : socket;
    var run =
        Source.<ByteString>maybe()
            .viaMat(connection, Keep.both())
            .completionTimeout(connectTimeout.multipliedBy(2))
            .to(Sink.ignore())
            .run(SystemMaterializer.get(system).materializer());
    run.second()
        .thenCompose(
            connected -> isEncrypted ? isThere : CompletableFuture.completedFuture(connected))
        .thenAccept(
            shown -> {
              // Not earlier: a socket that is closed while it connects logs an error.
              run.first().complete(Optional.empty());
              found.accept(address);
            });
  }
}
