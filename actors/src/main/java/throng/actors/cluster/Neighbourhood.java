package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import throng.actors.cluster.NameRegistry.Held;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.cluster.OwnCameras.Connection;
import throng.actors.cluster.OwnCameras.Offer;
import throng.actors.cluster.OwnCameras.Sum;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.session.Neighbours;
import throng.actors.session.Sessions;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/**
 * What this node knows of the others, and decides by it. It outlives the runs of the cluster's
 * actor system; what it has heard grows old instead. Any thread may use it.
 */
final class Neighbourhood implements Neighbours, Members.Own {
  /** A node that was not seen to leave, and is not heard any more, is forgotten. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

  /** So that a message stays far below what Akka lets pass, 256 KiB. */
  private static final int CAMERAS_A_MESSAGE = 500;

  private final ClusterParts parts;
  private final ClusterSettings settings;
  private final HostAndPort member;
  private final HostAndPort frames;
  private final Consumer<Told> tell;
  private final Placement placement;
  private final OwnCameras cameras;
  private final NameRegistry names;
  private final StatusBook statuses;
  private final MoveLog moves;
  private volatile ClusterView view = ClusterView.EMPTY;
  private volatile boolean isDraining;

  // Guarded by this.
  private final Rebalancing rebalancing;
  private final JustAssigned assigned = new JustAssigned();

  /**
   * @param cameras this node's, kept by whoever tells of them
   * @param tell tells all other nodes; neither waits nor fails where there is nobody
   */
  Neighbourhood(ClusterParts parts, MemberPlace place, OwnCameras cameras, Consumer<Told> tell) {
    this.parts = parts;
    this.settings = parts.settings();
    this.member = place.member();
    this.frames = place.frames();
    this.tell = tell;
    this.placement = new Placement(settings.rebalance());
    this.cameras = cameras;
    this.names = new NameRegistry(member, parts.clock());
    this.statuses = new StatusBook(parts.clock());
    this.moves = new MoveLog(parts.clock());
    this.rebalancing = new Rebalancing(placement, settings.rebalance().after());
  }

  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    if (!settings.redirects()) {
      return Optional.empty();
    }
    boolean isLossless = hello.mode() == Mode.LOSSLESS;
    NodeLoad here = report();
    synchronized (this) {
      List<NodeLoad> others = others();
      Optional<NodeLoad> better =
          isLossless ? placement.losslessAtHello(here, others) : placement.atHello(here, others);
      better.ifPresent(
          to -> {
            assigned.add(to.member(), isLossless, cameras.usualDemand(), now());
            moves.redirected(hello.camera(), here, to);
          });
      return better.map(NodeLoad::frames);
    }
  }

  @Override
  public List<HostAndPort> members() {
    return settings.redirects() ? view.frames() : List.of();
  }

  @Override
  public Optional<Message.Refused> claim(CameraId camera, long instance, int attempt) {
    Connection own = new Connection(instance, attempt, now());
    return names.holders(camera).stream()
        .filter(held -> view.isHeard(held.member(), now(), settings.silentAfter()))
        .filter(held -> names.holdsAgainst(held, own))
        .findFirst()
        .map(held -> refusal(camera, held, own));
  }

  private Message.Refused refusal(CameraId camera, Held held, Connection own) {
    String at =
        Optional.ofNullable(view.peers().get(held.member()))
            .map(peer -> peer.load().frames().toString())
            .orElse("another node");
    return held.connection().instance() == own.instance()
        ? new Message.Refused(
            RefusedCode.UNAVAILABLE, "A newer connection of " + camera + " is at " + at + ".")
        : new Message.Refused(
            RefusedCode.NAME_IN_USE,
            "Another edge node is connected as %s, at %s; give one of them another --name."
                .formatted(camera, at));
  }

  @Override
  public void opened(CameraId camera, long instance, int attempt, Mode mode) {
    cameras
        .connection(camera)
        .ifPresent(
            its ->
                tell.accept(
                    new NamesTold(member, false, List.of(cameras.name(camera, its)), List.of())));
  }

  @Override
  public void closed(CameraId camera, long instance) {
    tell.accept(new NamesTold(member, false, List.of(), List.of(camera)));
  }

  @Override
  public void demand(CameraId camera, double framesPerSecond, int pixels) {}

  @Override
  public Optional<HostAndPort> drainTarget(CameraId camera) {
    if (!isDraining) {
      isDraining = true;
      tell.accept(report());
    }
    if (!settings.redirects()) {
      return Optional.empty();
    }
    boolean isLossless = cameras.mode(camera).filter(Mode.LOSSLESS::equals).isPresent();
    synchronized (this) {
      Optional<NodeLoad> target = placement.ofDrained(isLossless, others());
      target.ifPresent(
          to -> {
            assigned.add(to.member(), isLossless, cameras.usualDemand(), now());
            moves.drained(camera, to);
          });
      return target.map(NodeLoad::frames);
    }
  }

  /** The others that were heard lately, with what was sent to them since. */
  private List<NodeLoad> others() {
    return assigned.on(view.heard(now(), settings.silentAfter()), now());
  }

  @Override
  public NodeLoad report() {
    Sum sum = cameras.sum();
    double capacity = parts.capacity().getAsDouble();
    return new NodeLoad(
        member, frames, sum.demand(), capacity, sum.live(), sum.lossless(), isDraining);
  }

  @Override
  public NamesTold names() {
    return new NamesTold(member, true, cameras.names(), List.of());
  }

  @Override
  public List<StatusTold> statuses() {
    List<CameraStatus> all = parts.statuses().get();
    List<StatusTold> told = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CAMERAS_A_MESSAGE) {
      int to = Math.min(all.size(), from + CAMERAS_A_MESSAGE);
      told.add(new StatusTold(member, frames, all.subList(from, to)));
    }
    return told;
  }

  /** Moves cameras away from here where that has been worth it for long enough. */
  @Override
  public void rebalance() {
    forgetSilent();
    if (!settings.redirects()) {
      return;
    }
    NodeLoad here = report();
    synchronized (this) {
      Optional<Placement.Excess> excess = rebalancing.step(here, others(), now());
      excess.ifPresent(its -> cameras.takeForMove(its).forEach(it -> move(it, its)));
      // They would wait here for ever: nothing else moves lossless ones.
      if (excess.isPresent() && here.isOut()) {
        cameras.takeLossless().forEach(this::moveLossless);
      }
    }
  }

  private void move(Offer offer, Placement.Excess excess) {
    NodeLoad target = excess.target();
    assigned.add(target.member(), false, offer.pixelsPerSecond(), now());
    moves.moved(offer.camera(), excess.here(), target);
    parts.sessions().accept(new Sessions.MoveAway(offer.camera(), target.frames()));
  }

  private void moveLossless(CameraId camera) {
    NodeLoad here = report();
    placement
        .ofDrained(true, others())
        .ifPresent(
            target -> {
              assigned.add(target.member(), true, 0, now());
              moves.moved(camera, here, target);
              parts.sessions().accept(new Sessions.MoveAway(camera, target.frames()));
            });
  }

  @Override
  public void heard(Told told) {
    if (told instanceof NodeLoad load) {
      change(view.with(load, now()));
    } else if (told instanceof NamesTold its) {
      names.take(its);
      its.opened().forEach(name -> giveUpIfHeld(its.member(), name));
    } else if (told instanceof StatusTold status) {
      statuses.take(status);
    }
  }

  private void giveUpIfHeld(HostAndPort by, Name name) {
    Optional<Connection> own = cameras.connection(name.camera());
    names.holders(name.camera()).stream()
        .filter(held -> held.member().equals(by))
        .filter(held -> own.isPresent() && names.holdsAgainst(held, own.get()))
        .forEach(
            held -> {
              moves.gaveUp(name.camera(), held);
              parts.sessions().accept(new Sessions.GiveUpName(name.camera(), name.instance()));
            });
  }

  @Override
  public void gone(HostAndPort gone) {
    names.forget(gone);
    change(view.without(gone));
  }

  private void forgetSilent() {
    long now = now();
    view.peers()
        .forEach(
            (place, peer) -> {
              // One that goes down says so, and then nothing.
              Duration after = peer.load().isDraining() ? settings.silentAfter() : FORGOTTEN_AFTER;
              if (peer.isSilent(now, after)) {
                gone(place);
              }
            });
  }

  private synchronized void change(ClusterView next) {
    List<HostAndPort> before = view.frames();
    view = next;
    List<HostAndPort> after = next.frames();
    if (!before.equals(after)) {
      parts.say().accept(sentence(after));
      parts.sessions().accept(Sessions.MembersChanged.INSTANCE);
    }
  }

  private static String sentence(List<HostAndPort> others) {
    if (others.isEmpty()) {
      return "The cluster: no other GPU node is there.";
    }
    return "The cluster: beside this GPU node there is "
        + String.join(", ", others.stream().map(HostAndPort::toString).toList())
        + ".";
  }

  /** The cameras of other nodes. */
  Elsewhere elsewhere() {
    return statuses;
  }

  /** What is known at this moment, for people. */
  String describe() {
    return ClusterText.of(report(), view, settings, now()) + moves.text();
  }

  private long now() {
    return parts.clock().nanos();
  }
}
