package throng.streams.tcp;

import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks now and then whether a better GPU node accepts connections again: connects, and closes at
 * once, without a word.
 */
final class PreferredProbe {

  private final ClassicActorSystemProvider system;
  private final Duration connectTimeout;
  private final List<String> better;
  private final Predicate<String> isMember;
  private final Consumer<String> found;

  private PreferredProbe(
      ClassicActorSystemProvider system,
      Duration connectTimeout,
      List<String> better,
      Predicate<String> isMember,
      Consumer<String> found) {
    this.system = system;
    this.connectTimeout = connectTimeout;
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
      List<String> better,
      Predicate<String> isMember,
      Consumer<String> found) {
    PreferredProbe probe = new PreferredProbe(system, connectTimeout, better, isMember, found);
    var classic = system.classicSystem();
    return classic
        .scheduler()
        .scheduleWithFixedDelay(lookAfter, lookAfter, probe::look, classic.dispatcher());
  }

  private void look() {
    for (String address : better.stream().filter(isMember.negate()).toList()) {
      var run =
          Source.<ByteString>maybe()
              .viaMat(
                  Sockets.connect(system, GpuAddress.parse(address).socket(), connectTimeout),
                  Keep.both())
              .to(Sink.ignore())
              .run(SystemMaterializer.get(system).materializer());
      run.second()
          .thenAccept(
              connected -> {
                // Not earlier: a socket that is closed while it connects logs an error.
                run.first().complete(Optional.empty());
                found.accept(address);
              });
    }
  }
}
