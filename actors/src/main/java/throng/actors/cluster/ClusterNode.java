package throng.actors.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
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
  /** After the cluster's actor system has ended by itself. */
  private static final Duration ANEW_AFTER = Duration.ofSeconds(1);

  /** How long only the first seed that is there is joined by a node that left its island. */
  private static final Duration FIRST_SEED_ONLY = Duration.ofSeconds(10);

  private final OwnCameras cameras;
  private final RateLimitedLog log = RateLimitedLog.warnings(ClusterNode.class);
  private volatile @Nullable Running running;

  // Guarded by this.
  private boolean isClosed;
  private Set<PeerIdentity> revoked = Set.of();

  private record Running(
      ClusterParts parts,
      MemberPlace place,
      Neighbourhood neighbourhood,
      Runs runs,
      Executor blocking) {
    void after(Duration delay, Runnable task) {
      CompletableFuture.delayedExecutor(delay.toMillis(), MILLISECONDS, blocking).execute(task);
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
    this.cameras = new OwnCameras(clock);
  }

  /**
   * Listens for other nodes and joins them.
   *
   * @param frames where this node listens for edges, with its port
   * @param blocking for what waits for names and sockets
   * @return fails with a {@link ListenException}
   */
  public CompletionStage<HostAndPort> begin(
      ClusterParts parts, HostAndPort frames, Executor blocking) {
    return CompletableFuture.supplyAsync(() -> listening(parts, frames, blocking), blocking);
  }

  private HostAndPort listening(ClusterParts parts, HostAndPort frames, Executor blocking) {
    MemberPlace place = MemberPlace.of(parts.settings(), frames);
    Runs runs = new Runs();
    Neighbourhood neighbourhood = new Neighbourhood(parts, place, cameras, runs::tell);
    Running begun = new Running(parts, place, neighbourhood, runs, blocking);
    running = begun;
    try {
      run(begun, begun.parts().seeds().places());
    } catch (RuntimeException e) {
      throw new ListenException(
          "Cannot listen for other GPU nodes at %s (throng.gpu-node.cluster.listen): %s"
              .formatted(place.bind(), cause(e)),
          e);
    }
    return place.member();
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
        system.ended().whenComplete((ended, failure) -> node.after(ANEW_AFTER, () -> anew(node)));
    List<HostAndPort> all = node.parts().seeds().places();
    if (seeds.size() < all.size()) {
      node.after(FIRST_SEED_ONLY, () -> joinAny(system, all));
    }
  }

  /** Akka ends the system where it was cut off from most others, and when it leaves an island. */
  private void anew(Running node) {
    try {
      run(node, node.parts().seeds().toJoinAnew(node.place().member()));
    } catch (RuntimeException e) {
      log.write("anew", "The cluster cannot be begun anew, which is tried again: " + cause(e));
      node.after(ANEW_AFTER, () -> anew(node));
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
  public CompletionStage<?> askForName(CameraId camera, long instance, Duration within) {
    return neighbours().askForName(camera, instance, within);
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
