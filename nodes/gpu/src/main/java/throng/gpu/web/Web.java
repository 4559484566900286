package throng.gpu.web;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.Exposition;
import throng.actors.counts.History;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.replica.Documents;
import throng.actors.counts.site.Site;
import throng.actors.statistics.DeviceTotals;
import throng.common.console.Console;
import throng.common.names.ReachedAt;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.AccountDocuments;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.http.ConnectionSettings;
import throng.gpu.web.http.HttpConnections;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveStreams;
import throng.gpu.web.live.LiveViews;
import throng.streams.flow.FutureFailure;
import throng.streams.log.Reason;
import throng.streams.pki.UnencryptedEdges;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.Binding;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenException;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.tls.RenewedIdentity;

/** The page and its API, from their settings to a port that is listened at. */
public final class Web {
  private static final int SOCKET_BUFFER = 64 * 1024;
  private static final int BACKLOG = 128;
  private static final int CROWD_PACE = 500;
  private static final int SPARE_DESCRIPTORS = 32;

  /** Questions for the past, each of which may wait for other nodes. */
  private static final int READ_AT_ONCE = 4;

  /** How often files are looked at that other programs write. */
  static final Duration LOOK = Duration.ofMillis(500);

  /** How long the last bytes of streams have to be sent when the node goes down. */
  private static final Duration LAST_BYTES = Duration.ofMillis(500);

  private final ActorSystem<?> system;
  private final WebSettings settings;
  private final Parts parts;
  private final Access access;
  private final LiveStreams streams;
  private final LiveCounts counts;
  private final AccountWatch watch;
  private final Optional<RenewedIdentity> tls;
  private final DiskThread disk = new DiskThread("throng-accounts", 1);
  private final DiskThread past = new DiskThread("throng-past", READ_AT_ONCE);

  /**
   * What it shows, and where it keeps its own.
   *
   * @param state the folder for accounts; empty: they last as long as this run
   * @param model what counts where nobody says otherwise, in words
   */
  public record Parts(
      Optional<Path> state,
      Health health,
      Console console,
      Supplier<String> model,
      CountHub hub,
      Readers readers,
      Edited edited,
      NetworkControl networks) {}

  /**
   * What else reads the counts, and is asked for through the API.
   *
   * @param seconds of all cameras and zones
   * @param views what is shown of them
   * @param history empty: none is kept
   * @param others are asked for theirs, too
   * @param viewers is told how many watch
   * @param devices what each has done so far
   * @param unencrypted edge nodes that send what others can read
   */
  public record Readers(
      SiteCounts seconds,
      LiveViews views,
      Optional<History> history,
      OtherNodes others,
      Optional<Exposition> metrics,
      LiveViewers viewers,
      Supplier<Map<String, DeviceTotals>> devices,
      Supplier<List<UnencryptedEdges.Seen>> unencrypted) {}

  /**
   * What people change through the API.
   *
   * @param settings what stands in the settings file of the same
   * @param targets the names of whom alerts may notify
   * @param replicas take what other nodes are to have, too
   */
  public record Edited(
      Site site,
      Alerts alerts,
      SiteSettings settings,
      Set<String> targets,
      Consumer<Documents> replicas) {
    public Edited {
      targets = Set.copyOf(targets);
    }
  }

  private Web(ActorSystem<?> system, WebSettings settings, Parts parts, Accounts accounts) {
    this.tls = settings.tls().map(RenewedIdentity::of);
    this.system = system;
    this.settings = settings;
    this.parts = parts;
    this.access = new Access(accounts, settings.signInHolds(), System::nanoTime, disk);
    this.streams = new LiveStreams(settings.live(), parts.readers().viewers());
    this.counts = parts.readers().views().counts();
    this.watch = new AccountWatch(access, disk, parts.console());
  }

  /**
   * Listens, where the settings say so, until the system ends.
   *
   * @return fails with a {@link ListenException} only where the user chose the place; otherwise the
   *     node does without
   */
  public static CompletionStage<Done> begin(
      ActorSystem<?> system, WebSettings settings, Parts parts) {
    return settings
        .listen()
        .map(at -> begin(system, settings, parts, at))
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private static CompletionStage<Done> begin(
      ActorSystem<?> system, WebSettings settings, Parts parts, HostAndPort at) {
    CompletionStage<Done> listening;
    try {
      Accounts accounts = Accounts.open(parts.state());
      parts.edited().replicas().accept(new AccountDocuments(accounts));
      listening = new Web(system, settings, parts, accounts).listen(at);
    } catch (UncheckedIOException broken) {
      String sentence = "The file of users cannot be read: " + Reason.of(broken) + ".";
      listening = CompletableFuture.failedFuture(new ListenException(sentence, broken));
    } catch (SettingsException broken) {
      listening = CompletableFuture.failedFuture(broken);
    }
    return settings.isListenChosen()
        ? listening
        : listening.exceptionally(
            failure -> {
              parts
                  .console()
                  .line("The page is not served: " + FutureFailure.cause(failure).getMessage());
              return Done.getInstance();
            });
  }

  private CompletionStage<Done> listen(HostAndPort at) {
    PageRoutes routes = new PageRoutes(settings, parts, access, counts, streams, disk, past);
    ConnectionSettings connections = settings.connections();
    HttpConnections http =
        new HttpConnections(system, connections, routes.router(at), tls.map(identity -> identity));
    return EdgeListener.bind(
            system,
            new ListenPlace(at.host(), at.port(), WebSettings.LISTEN, List.of()),
            new ListenerSettings(
                connections.most(),
                connections.mostStrangers(),
                CROWD_PACE,
                BACKLOG,
                SOCKET_BUFFER,
                SPARE_DESCRIPTORS),
            http::of,
            (peer, why) -> {})
        .thenApply(binding -> listening(at, binding, routes))
        .whenComplete((done, failure) -> closeUnless(failure == null));
  }

  private void closeUnless(boolean isListening) {
    if (!isListening) {
      access.close();
    }
  }

  private Done listening(HostAndPort at, Binding binding, PageRoutes routes) {
    HostAndPort bound = ReachedAt.of(at.withPort(binding.localAddress().getPort()));
    String page = (tls.isPresent() ? "https://" : "http://") + bound + "/";
    parts.console().line("The page: " + page + whose());
    List<Cancellable> repeated = new ArrayList<>();
    repeated.add(every(LOOK, () -> watch.look(page)));
    repeated.add(every(LOOK, routes::forget));
    tls.ifPresent(
        identity ->
            repeated.add(every(LOOK, new CertificateWatch(identity, disk, parts.console())::look)));
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "end live streams", this::drain);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(),
        "unbind the page",
        () -> {
          repeated.forEach(Cancellable::cancel);
          access.close();
          return binding.unbind();
        });
    return Done.getInstance();
  }

  private String whose() {
    return settings.isSitesOwn()
        ? " (its certificate is the site's own, as edge nodes know it: browsers warn of it unless"
            + " throng.gpu-node.web.tls names one that they know)"
        : "";
  }

  private Cancellable every(Duration interval, Runnable task) {
    return system
        .scheduler()
        .scheduleWithFixedDelay(interval, interval, task, system.executionContext());
  }

  // Who asks whether the node is ready is answered until all frames are.
  private CompletionStage<Done> drain() {
    parts.health().draining();
    boolean isWatched = streams.open() > 0;
    CompletionStage<Done> ended = streams.end();
    return isWatched ? ended.thenCompose(this::afterLastBytes) : ended;
  }

  // A stream that has ended is not yet read: its connection has the last of it.
  private CompletionStage<Done> afterLastBytes(Done ended) {
    return Patterns.after(LAST_BYTES, system, () -> CompletableFuture.completedFuture(ended));
  }
}
