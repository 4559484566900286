package throng.actors.session;

import java.util.Optional;
import throng.actors.counts.CountHub;
import throng.actors.serving.ModelHost;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.WireLimits;

/** What all sessions of a node share. */
record SessionContext(
    ModelHost host,
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

  /** Where the camera goes when this node goes down; empty: it may not, or nowhere. */
  Optional<HostAndPort> drainTarget(Message.Hello hello) {
    return hello.routing().movable() ? neighbours.drainTarget(hello.camera()) : Optional.empty();
  }

  /** What an edge is told that is let in. */
  Message.Welcome welcome(Message.Hello hello, long session) {
    return new Message.Welcome(
        Admission.version(hello).orElseThrow(),
        session,
        settings.window(),
        limits.maxFrameBytes(),
        limits.maxPixels(),
        hello.halfFloats(),
        host.model().name(),
        host.model().version(),
        neighbours.members());
  }
}
