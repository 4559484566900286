package throng.actors.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.past.OtherNodes;
import throng.actors.session.Neighbours;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.ListenException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * This node among others. Until {@link #begin} nothing runs, no port is open, and every camera
 * stays. Any thread may use it.
 */
public final class ClusterNode implements Neighbours, Elsewhere, OtherNodes {
  /** After the cluster's actor system has ended by itself, or could not begin yet. */
  private static final Duration ANEW_AFTER = Duration.ofSeconds(1);

  /** Tries in about a minute, from one sentence to the next. */
  private static final int MINUTE = 60;

  /** From one look at names that are not known yet to the next. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

  /** How long only the first seed that is there is joined by a node that left its island. */
  private static final Duration FIRST_SEED_ONLY = Duration.ofSeconds(10);

  private final OwnCameras cameras;
  private final Hosts hosts;
  private final RateLimitedLog log = RateLimitedLog.warnings(ClusterNode.class);
  private volatile @Nullable Running running;
  private volatile boolean isDeparting;

  // Guarded by this.
  private boolean isClosed;
  private Set<PeerIdentity> revoked = Set.of();

  /** What is to run, wherever this node is. */
  private record Wanted(ClusterParts parts, PlaceSearch search, Executor blocking) {
    void after(Duration delay, Runnable task) {
      CompletableFuture.delayedExecutor(delay.toMillis(), MILLISECONDS, blocking).execute(task);
    }

    void say(String sentence) {
      parts.say().accept(sentence);
    }
  }

  private record Running(
      Wanted wanted, PlaceSearch.Found found, Neighbourhood neighbourhood, Runs runs) {
    ClusterParts parts() {
      return wanted.parts();
    }

    MemberPlace place() {
      return found.place();
    }
  }

  /** The present run of the cluster's actor system. */
  private static final class Runs {
    private volatile @Nullable ClusterSystem present;

    void tell(Optional<HostAndPort> to, Told told) {
      ClusterSystem system = present;
      if (system != null) {
        system.tell(to, told);
      }
    }
  }

  public ClusterNode(MonotonicClock clock) {
    this(clock, new SystemHosts());
  }

  /** For tests that have names of their own. */
  ClusterNode(MonotonicClock clock, Hosts hosts) {
    this.cameras = new OwnCameras(clock);
    this.hosts = hosts;
  }

  /**
   * Listens for other nodes and joins them, as soon as it is known where they reach this one.
   *
   * @param frames where this node listens for edges, with its port
   * @param blocking for what waits for names and sockets
   * @return where they do; fails with a {@link ListenException}
   */
  public CompletionStage<HostAndPort> begin(
      ClusterParts parts, HostAndPort frames, Executor blocking) {
    PlaceSearch search = new PlaceSearch(parts.settings(), frames, hosts);
    CompletableFuture<HostAndPort> member = new CompletableFuture<>();
    blocking.execute(() -> begin(new Wanted(parts, search, blocking), member, 0));
    return member;
  }

  private void begin(Wanted wanted, CompletableFuture<HostAndPort> member, int tries) {
    try {
      Optional<PlaceSearch.Found> found = wanted.search().look();
      if (found.isPresent()) {
        member.complete(listening(wanted, found.get()));
      } else if (!isClosed()) {
        beginLater(wanted, member, tries);
      }
    } catch (RuntimeException e) {
      if (tries == 0) {
        member.completeExceptionally(e);
        return;
      }
      // The node counts by now, and goes on whether it is in a cluster or not.
      log.write("begin", "The cluster cannot be begun, which is tried again: " + cause(e));
      beginLater(wanted, member, tries);
    }
  }

  private void beginLater(Wanted wanted, CompletableFuture<HostAndPort> member, int tries) {
    if (tries % MINUTE == 0) {
      wanted.say(wanted.search().sentence());
    }
    wanted.after(ANEW_AFTER, () -> begin(wanted, member, tries + 1));
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  private HostAndPort listening(Wanted wanted, PlaceSearch.Found found) {
    Running begun = at(found, wanted, new Runs());
    becomes(begun);
    try {
      run(begun, begun.parts().seeds().places());
    } catch (RuntimeException e) {
      throw new ListenException(
          "Cannot listen for other GPU nodes at %s (throng.gpu-node.cluster.listen): %s"
              .formatted(begun.place().bind(), cause(e)),
          e);
    }
    if (!found.isSure()) {
      wanted.after(LOOK_AGAIN_AFTER, () -> lookAgain(begun));
    }
    return begun.place().member();
  }

  private Running at(PlaceSearch.Found found, Wanted wanted, Runs runs) {
    Neighbourhood neighbourhood =
        new Neighbourhood(wanted.parts(), found.place(), cameras, runs::tell);
    return new Running(wanted, found, neighbourhood, runs);
  }

  /** This node is there from here on, and goes down there, too, where it does. */
  private void becomes(Running node) {
    running = node;
    // departs() writes the one and then reads the other, this the other way round: none is missed.
    if (isDeparting) {
      node.neighbourhood().departs();
    }
  }

  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private synchronized void run(Running node, List<HostAndPort> seeds) {
    if (isClosed) {
      return;
    }
    ClusterSystem system =
        ClusterSystem.begin(node.parts(), node.place(), seeds, node.neighbourhood());
    node.runs().present = system;
    var unused =
        system
            .ended()
            .whenComplete((ended, failure) -> node.wanted().after(ANEW_AFTER, () -> anew(node)));
    List<HostAndPort> all = node.parts().seeds().places();
    if (seeds.size() < all.size()) {
      node.wanted().after(FIRST_SEED_ONLY, () -> joinAny(system, all));
    }
  }

  /**
   * Akka ends the system where it was cut off from most others, and when it leaves an island; it is
   * ended, too, where the others know this node by another name than was thought.
   */
  private void anew(Running before) {
    Running node = whereItIs(before);
    try {
      run(node, node.parts().seeds().toJoinAnew(node.place().member()));
    } catch (RuntimeException e) {
      log.write("anew", "The cluster cannot be begun anew, which is tried again: " + cause(e));
      node.wanted().after(ANEW_AFTER, () -> anew(node));
    }
  }

  /** The same, at the place that is known by now. */
  private Running whereItIs(Running node) {
    Optional<PlaceSearch.Found> other = other(node, look(node));
    if (other.isEmpty()) {
      return node;
    }
    Running moved = at(other.get(), node.wanted(), node.runs());
    becomes(moved);
    node.wanted().say("Other GPU nodes reach this one at " + moved.place().member() + " by now.");
    return moved;
  }

  /** Looks for a place that is not sure; empty: it still is not. */
  private static Optional<PlaceSearch.Found> look(Running node) {
    return node.found().isSure()
        ? Optional.of(node.found())
        : node.wanted().search().look().filter(PlaceSearch.Found::isSure);
  }

  private static Optional<PlaceSearch.Found> other(Running node, Optional<PlaceSearch.Found> sure) {
    return sure.filter(found -> !found.place().equals(node.place()));
  }

  /** Names that were not known when it began may be by now. */
  private void lookAgain(Running node) {
    if (isClosed() || !Objects.equals(node, running)) {
      return;
    }
    Optional<PlaceSearch.Found> sure = look(node);
    boolean isOther = other(node, sure).isPresent();
    ClusterSystem system = node.runs().present;
    if (isOther && system != null) {
      var unused = system.end();
    }
    if (isOther || sure.isEmpty()) {
      node.wanted().after(LOOK_AGAIN_AFTER, () -> lookAgain(node));
    }
  }

  private static void joinAny(ClusterSystem system, List<HostAndPort> seeds) {
    if (!system.isIn()) {
      system.join(seeds);
    }
  }

  /**
   * Whose certificates count no more; the others hear that there are more. Connections to GPU nodes
   * live as long as these do: where one of them comes to be unpaired all are made anew, and it is
   * refused.
   */
  public void distrusts(Set<PeerIdentity> now) {
    Running node = running;
    ClusterSystem system;
    Set<PeerIdentity> news;
    synchronized (this) {
      news = now.stream().filter(it -> !revoked.contains(it)).collect(Collectors.toSet());
      revoked = Set.copyOf(now);
      boolean isMember = news.stream().anyMatch(it -> it.role() == Role.GPU_NODE);
      system = isMember && node != null && !isClosed ? node.runs().present : null;
    }
    if (node != null && !news.isEmpty()) {
      node.neighbourhood().revoked();
    }
    if (node != null && system != null) {
      node.neighbourhood().forgetAll();
      var unused = system.end();
    }
  }

  /** Leaves the cluster and ends; completed when it has. */
  public CompletionStage<?> end() {
    Running node = running;
    ClusterSystem system;
    synchronized (this) {
      isClosed = true;
      system = node == null ? null : node.runs().present;
    }
    return system == null ? CompletableFuture.completedFuture(null) : system.end();
  }

  private Neighbours neighbours() {
    Running node = running;
    return node == null ? Neighbours.ALONE : node.neighbourhood();
  }

  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    return neighbours().betterFor(hello);
  }

  @Override
  public Optional<HostAndPort> roomFor(Message.Hello hello) {
    return neighbours().roomFor(hello);
  }

  @Override
  public List<HostAndPort> members() {
    return neighbours().members();
  }

  @Override
  public Optional<Message.Refused> claim(CameraId camera, long instance, int attempt) {
    return neighbours().claim(camera, instance, attempt);
  }

  @Override
  public CompletionStage<?> askForName(
      CameraId camera, long instance, boolean isProved, Duration within) {
    return neighbours().askForName(camera, instance, isProved, within);
  }

  // Cameras that come before the cluster begins are told of once it has.
  @Override
  public void opened(Message.Hello hello) {
    cameras.opened(hello);
    neighbours().opened(hello);
  }

  @Override
  public void closed(CameraId camera, long instance) {
    if (cameras.closed(camera, instance)) {
      neighbours().closed(camera, instance);
    }
  }

  @Override
  public void demand(CameraId camera, double pixelsPerSecond) {
    cameras.offers(camera, pixelsPerSecond);
  }

  @Override
  public void departs() {
    isDeparting = true;
    neighbours().departs();
  }

  @Override
  public Optional<HostAndPort> drainTarget(Message.Hello hello) {
    return neighbours().drainTarget(hello);
  }

  @Override
  public SortedMap<String, HostAndPort> networks() {
    return neighbours().networks();
  }

  @Override
  public List<CameraElsewhere> cameras() {
    Running node = running;
    return node == null ? List.of() : node.neighbourhood().elsewhere().cameras();
  }

  @Override
  public List<Missed> missed() {
    Running node = running;
    return node == null ? List.of() : node.neighbourhood().elsewhere().missed();
  }

  @Override
  public void forget(CameraId camera) {
    Running node = running;
    if (node != null) {
      node.neighbourhood().elsewhere().forget(camera);
    }
  }

  @Override
  public boolean isHeard() {
    Running node = running;
    return node != null && node.neighbourhood().elsewhere().isHeard();
  }

  @Override
  public Optional<CameraElsewhere> comesFrom(CameraId camera) {
    Running node = running;
    return node == null ? Optional.empty() : node.neighbourhood().elsewhere().comesFrom(camera);
  }

  @Override
  public List<String> names() {
    Running node = running;
    return node == null ? List.of() : node.neighbourhood().names();
  }

  @Override
  public List<Reply> ask(ByteString question, List<String> whom) {
    Running node = running;
    return node == null ? List.of() : node.neighbourhood().ask(question, whom);
  }

  /** The nodes and what they have to do, in a table, then what was moved and why. */
  public String describe() {
    Running node = running;
    return node == null ? "The cluster has not begun yet.\n" : node.neighbourhood().describe();
  }

  /** The present run, for tests that cut it off. */
  @Nullable ClusterSystem system() {
    Running node = running;
    return node == null ? null : node.runs().present;
  }
}
