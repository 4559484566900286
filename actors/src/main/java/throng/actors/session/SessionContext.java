package throng.actors.session;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.CountHub;
import throng.actors.counts.Network;
import throng.actors.serving.ModelChoice;
import throng.actors.serving.ModelHosts;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.WireLimits;

/** What all sessions of a node share. */
record SessionContext(
    ModelHosts models,
    SessionSettings settings,
    WireLimits limits,
    NodeStatistics statistics,
    CountHub counts,
    Neighbours neighbours,
    LinkRules rules,
    MonotonicClock clock) {

  /** The node where the camera is better off, where it may be sent on; empty: it stays. */
  Optional<HostAndPort> betterFor(Message.Hello hello) {
    return hello.routing().mayBeRedirected() ? neighbours.betterFor(hello) : Optional.empty();
  }

  /**
   * The node that has a place for the camera, which is not let in here; empty: it stays nowhere.
   */
  Optional<HostAndPort> roomFor(Message.Hello hello) {
    return hello.routing().mayBeRedirected() ? neighbours.roomFor(hello) : Optional.empty();
  }

  /** Where the camera goes when this node goes down; empty: it may not, or nowhere. */
  Optional<HostAndPort> drainTarget(Message.Hello hello) {
    return hello.routing().movable() ? neighbours.drainTarget(hello) : Optional.empty();
  }

  /** Why the camera cannot have its name here, and the network that it asks for; empty: it can. */
  Optional<Message.Refused> claim(Message.Hello hello) {
    String wanted = hello.routing().model();
    // Asked for first: one that opens in between would be neither else.
    Optional<String> opening = models.opening(hello.camera(), wanted);
    if (models.choose(hello.camera(), wanted).isPresent()) {
      return neighbours.claim(hello.camera(), hello.instance(), hello.routing().attempt());
    }
    return Optional.of(
        opening
            .map(Refusals::stillOpening)
            .orElseGet(() -> Refusals.unknownModel(wanted, models.names(), neighbours.networks())));
  }

  /**
   * Asks other nodes for its name: theirs to look for a sign of life, and the way there and back.
   */
  CompletionStage<?> askForName(Open wanting) {
    return neighbours.askForName(
        wanting.hello().camera(),
        wanting.hello().instance(),
        wanting.isCertified(),
        settings.nameCheck().multipliedBy(2));
  }

  /** What counts the camera from here on, until its session leaves that. */
  ModelChoice join(Message.Hello hello) {
    return models.join(hello.camera(), hello.routing().model());
  }

  /** What an edge is told that is let in. */
  Message.Welcome welcome(Message.Hello hello, long session, Network network) {
    return new Message.Welcome(
        Admission.version(hello).orElseThrow(),
        session,
        settings.window(),
        limits.maxFrameBytes(),
        limits.maxPixels(),
        hello.halfFloats(),
        network.name(),
        network.version(),
        neighbours.members());
  }
}
