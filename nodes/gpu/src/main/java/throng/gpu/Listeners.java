package throng.gpu;

import akka.Done;
import akka.NotUsed;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHosts;
import throng.actors.session.BadPeers;
import throng.common.console.Console;
import throng.gpu.model.Models;
import throng.streams.flow.FutureFailure;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Binding;
import throng.streams.tcp.Descriptors;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.Peer;

/**
 * Where a GPU node listens: its own port, and the one of the old clients that wait for
 * confirmations. Says so on the console. Both are given up first when the node ends.
 */
final class Listeners {
  private final ActorSystem<?> system;
  private final Models.Opened opened;
  private final ServeSettings settings;
  private final Console console;
  private final Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection;
  private final LegacyPorts legacy;
  private final BadPeers badPeers;

  /**
   * @param connection the stream of a connection at the node's own port
   */
  Listeners(
      ActorSystem<?> system,
      NodeSetup setup,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection,
      LegacyPorts legacy,
      BadPeers badPeers) {
    this.system = system;
    this.opened = setup.opened();
    this.settings = setup.settings();
    this.console = setup.console();
    this.connection = connection;
    this.legacy = legacy;
    this.badPeers = badPeers;
  }

  /**
   * Listens for edge nodes, and for whoever else their port serves.
   *
   * @return where, with the port that it has got; fails with a {@link
   *     throng.streams.tcp.ListenException}
   */
  CompletionStage<HostAndPort> own() {
    HostAndPort at = settings.node().listen();
    return listen(
            new ListenPlace(at.host(), at.port(), "--listen", legacy.besideOptions()), connection)
        .thenApply(binding -> bound(at, binding));
  }

  /**
   * Listens for the old clients that wait for confirmations, where the settings say so.
   *
   * @return fails with a {@link throng.streams.tcp.ListenException} only where the user chose the
   *     place; otherwise the node does without
   */
  CompletionStage<Done> stopAndWait() {
    return settings
        .legacy()
        .stopAndWait()
        .map(this::stopAndWait)
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private CompletionStage<Done> stopAndWait(HostAndPort at) {
    CompletionStage<Done> listening =
        listen(
                new ListenPlace(
                    at.host(),
                    at.port(),
                    LegacySettings.STOP_AND_WAIT,
                    legacy.stopAndWaitOptions()),
                legacy::stopAndWait)
            .thenApply(binding -> sayOfStopAndWait("mode: at " + bound(at, binding) + "."));
    return settings.legacy().isStopAndWaitChosen()
        ? listening
        : listening.exceptionally(
            failure ->
                sayOfStopAndWait(
                    "mode are not served: " + FutureFailure.cause(failure).getMessage()));
  }

  private static Optional<String> others(ModelHosts hosts) {
    List<String> names =
        hosts.all().stream()
            .map(
                served ->
                    "%s (%s %s)"
                        .formatted(
                            served.name(),
                            served.host().model().name(),
                            served.host().model().version()))
            .toList();
    return names.size() == 1
        ? Optional.empty()
        : Optional.of(
            "Networks that cameras may choose: %s; else %s."
                .formatted(String.join(", ", names), hosts.standard()));
  }

  private Done sayOfStopAndWait(String what) {
    console.line("Remote crowd counters' clients in stop-and-wait " + what);
    return Done.getInstance();
  }

  private CompletionStage<Binding> listen(
      ListenPlace place, Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection) {
    return EdgeListener.bind(system, place, settings.listener(), connection, badPeers::note)
        .thenApply(this::unboundFirst);
  }

  /** No new connections once the node is to end; what was accepted is answered after that. */
  private Binding unboundFirst(Binding binding) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "unbind " + binding.localAddress(),
            binding::unbind);
    return binding;
  }

  /** The place as the user named it, with the port that it has got. */
  private static HostAndPort bound(HostAndPort wanted, Binding binding) {
    return wanted.withPort(binding.localAddress().getPort());
  }

  /** Tells the user what serves at which place, and what to mind. */
  void announce(HostAndPort at, ModelHosts hosts) {
    ServedModel model = opened.model();
    console.line(
        "Listening on %s, model %s %s, on %s (%s)."
            .formatted(
                at,
                model.name(),
                model.version(),
                String.join(", ", model.devices()),
                opened.where()));
    others(hosts).ifPresent(console::line);
    console.line("Memory for frames: %s.".formatted(settings.memory()));
    console.line(settings.decoding());
    settings.legacy().announcement().ifPresent(console::line);
    model.tiling().ifPresent(console::line);
    settings.tls().announcement(settings.node().token().isPresent()).ifPresent(console::line);
    boolean isOpen = settings.node().token().isEmpty() && !settings.tls().identity().isThere();
    if (settings.node().listen().isBeyondLoopback() && isOpen) {
      console.error(
          "Warning: whoever reaches this address may send pictures; pair edge nodes (gpu-node pair"
              + " NAME), or ask for a token (--token-file).");
    }
    Descriptors.ofThisProcess()
        .shortfall(settings.listener())
        .ifPresent(sentence -> console.error("Warning: " + sentence));
  }
}
