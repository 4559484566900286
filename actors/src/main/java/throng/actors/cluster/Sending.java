package throng.actors.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import throng.actors.cluster.OwnCameras.Film;
import throng.actors.cluster.OwnCameras.Offer;
import throng.actors.session.FromOthers;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * Sends cameras to other nodes, by what is known of those at this moment and what was sent to them
 * since. Any thread may use it.
 */
final class Sending {
  private final ClusterParts parts;
  private final OwnCameras cameras;
  private final MoveLog moves;
  private final Supplier<NodeLoad> own;
  private final Supplier<List<NodeLoad>> heard;
  private final Placement placement;

  // Guarded by this.
  private final Rebalancing rebalancing;
  private final JustAssigned assigned = new JustAssigned();

  /**
   * @param own how this node stands
   * @param heard how those stand that were heard lately
   */
  Sending(
      ClusterParts parts,
      OwnCameras cameras,
      MoveLog moves,
      Supplier<NodeLoad> own,
      Supplier<List<NodeLoad>> heard) {
    this.parts = parts;
    this.cameras = cameras;
    this.moves = moves;
    this.own = own;
    this.heard = heard;
    this.placement = new Placement(parts.settings().rebalance());
    this.rebalancing = new Rebalancing(placement, parts.settings().rebalance().after());
  }

  /** As {@link throng.actors.session.Neighbours#betterFor}. */
  Optional<HostAndPort> betterFor(Message.Hello hello) {
    if (!isOn()) {
      return Optional.empty();
    }
    String network = ServedNetworks.wanted(hello);
    return network.isEmpty() || parts.networks().get().contains(network)
        ? withMoreRoom(hello)
        : withItsNetwork(hello);
  }

  private synchronized Optional<HostAndPort> withMoreRoom(Message.Hello hello) {
    String network = ServedNetworks.wanted(hello);
    NodeLoad here = own.get();
    Optional<NodeLoad> better =
        isLossless(hello)
            ? placement.losslessAtHello(here, network, others())
            : placement.atHello(here, network, others());
    better.ifPresent(
        to -> {
          assigned.add(to.member(), isLossless(hello), cameras.usualDemand(), now());
          moves.redirected(hello.camera(), here, to);
        });
    return better.map(NodeLoad::frames);
  }

  private synchronized Optional<HostAndPort> withItsNetwork(Message.Hello hello) {
    Optional<NodeLoad> target = elsewhere(hello);
    target.ifPresent(to -> moves.noNetwork(hello.camera(), to));
    return target.map(NodeLoad::frames);
  }

  /** As {@link throng.actors.session.Neighbours#roomFor}. */
  synchronized Optional<HostAndPort> roomFor(Message.Hello hello) {
    Optional<NodeLoad> target = elsewhere(hello);
    target.ifPresent(to -> moves.noRoom(hello.camera(), to));
    return target.map(NodeLoad::frames);
  }

  /** As {@link throng.actors.session.Neighbours#drainTarget}. */
  synchronized Optional<HostAndPort> drainTarget(Message.Hello hello) {
    Optional<NodeLoad> target = elsewhere(hello);
    target.ifPresent(
        to -> {
          cameras.asked(hello.camera());
          moves.drained(hello.camera(), to);
        });
    return target.map(NodeLoad::frames);
  }

  /** Moves cameras away from here where that has been worth it for long enough. */
  synchronized void rebalance() {
    if (!isOn()) {
      return;
    }
    NodeLoad here = own.get();
    List<NodeLoad> left = new ArrayList<>(others());
    Optional<Placement.Excess> due = rebalancing.step(here, left, now());
    Optional<Placement.Excess> next = due;
    // The least loaded may have the networks of none of them: then it is the next one's turn.
    while (next.isPresent() && !move(next.get())) {
      left.remove(next.get().target());
      next = placement.excess(here, left);
    }
    // They would wait here for ever: nothing else moves lossless ones.
    if (due.isPresent() && here.isOut()) {
      cameras.films().forEach(film -> move(film, here));
    }
  }

  private boolean move(Placement.Excess excess) {
    List<Offer> taken = cameras.takeForMove(excess);
    for (Offer offer : taken) {
      assigned.add(excess.target().member(), false, offer.pixelsPerSecond(), now());
      send(offer.camera(), excess.here(), excess.target());
    }
    return !taken.isEmpty();
  }

  private void move(Film film, NodeLoad here) {
    elsewhere(true, film.network())
        .ifPresent(
            to -> {
              cameras.asked(film.camera());
              send(film.camera(), here, to);
            });
  }

  private void send(CameraId camera, NodeLoad here, NodeLoad target) {
    moves.asked(camera, here, target);
    parts.sessions().accept(new FromOthers.MoveAway(camera, target.frames()));
  }

  private Optional<NodeLoad> elsewhere(Message.Hello hello) {
    return isOn() ? elsewhere(isLossless(hello), ServedNetworks.wanted(hello)) : Optional.empty();
  }

  /** Where a camera goes that cannot stay; it counts there from now on. Under the lock. */
  private Optional<NodeLoad> elsewhere(boolean isLossless, String network) {
    Optional<NodeLoad> target = placement.elsewhere(isLossless, network, others());
    target.ifPresent(to -> assigned.add(to.member(), isLossless, cameras.usualDemand(), now()));
    return target;
  }

  /** The others that were heard lately, with what was sent to them since. */
  private List<NodeLoad> others() {
    return assigned.on(heard.get(), now());
  }

  private static boolean isLossless(Message.Hello hello) {
    return hello.mode() == Mode.LOSSLESS;
  }

  private boolean isOn() {
    return parts.settings().redirects();
  }

  private long now() {
    return parts.clock().nanos();
  }
}
