package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import throng.actors.cluster.NameRegistry.Held;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.cluster.OwnCameras.Connection;
import throng.actors.session.FromOthers;
import throng.actors.session.Sessions;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * A name is one camera's over all nodes: what they tell each other of that, and what comes of it.
 * Any thread may use it.
 *
 * <p>Where two nodes have connections of two processes under one name, the node that comes first by
 * its own name decides, and tells the other: each of them sees the other's age later than it is.
 */
final class SharedNames {
  /** So that a message stays far below what Akka lets pass, 256 KiB. */
  static final int CAMERAS_A_MESSAGE = 500;

  private final HostAndPort self;
  private final NameRegistry registry;
  private final OwnCameras cameras;
  private final BiConsumer<Optional<HostAndPort>, Told> tell;
  private final Consumer<Sessions.Command> sessions;
  private final MoveLog moves;
  private final Function<HostAndPort, String> at;
  private final Map<CameraId, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

  /**
   * @param self where this node listens for others
   * @param tell tells one of them, or all
   * @param at by which people know a node
   */
  SharedNames(
      HostAndPort self,
      NameRegistry registry,
      OwnCameras cameras,
      BiConsumer<Optional<HostAndPort>, Told> tell,
      Consumer<Sessions.Command> sessions,
      MoveLog moves,
      Function<HostAndPort, String> at) {
    this.self = self;
    this.registry = registry;
    this.cameras = cameras;
    this.tell = tell;
    this.sessions = sessions;
    this.moves = moves;
    this.at = at;
  }

  /** The connection at another node that holds against this one; empty: the name is free. */
  Optional<Held> holder(CameraId camera, Connection own, Predicate<HostAndPort> isHeard) {
    return registry.holders(camera).stream()
        .filter(held -> isHeard.test(held.member()))
        .filter(held -> registry.holdsAgainst(held, own))
        .findFirst();
  }

  /**
   * Asks whoever has the name whether its connection is alive; one that is not is ended there, and
   * one that has not proved the name where it is proved here.
   *
   * @param within how long they may take
   * @return completed once that is known, or the time is over
   */
  CompletionStage<Void> ask(CameraId camera, long instance, boolean isProved, Duration within) {
    CompletableFuture<Void> known =
        asked.computeIfAbsent(
            camera,
            any ->
                new CompletableFuture<Void>()
                    .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS));
    var unused = known.whenComplete((nothing, failure) -> asked.remove(camera, known));
    NameWanted wanted = new NameWanted(self, camera, instance, isProved);
    registry.holders(camera).forEach(held -> tell.accept(Optional.of(held.member()), wanted));
    return known;
  }

  /** The camera is connected here. */
  void opened(CameraId camera) {
    cameras
        .connection(camera)
        .map(its -> NamesTold.change(self, List.of(cameras.name(camera, its)), List.of()))
        .ifPresent(told -> tell.accept(Optional.empty(), told));
  }

  /** The camera is not connected here any more. */
  void closed(CameraId camera) {
    tell.accept(Optional.empty(), NamesTold.change(self, List.of(), List.of(camera)));
  }

  /** All that this node has, in messages of which none is too large. */
  List<NamesTold> all() {
    List<Name> all = cameras.names();
    List<NamesTold> told = new ArrayList<>();
    int parts = Math.max(1, (all.size() + CAMERAS_A_MESSAGE - 1) / CAMERAS_A_MESSAGE);
    for (int part = 0; part < parts; part++) {
      int from = part * CAMERAS_A_MESSAGE;
      int to = Math.min(all.size(), from + CAMERAS_A_MESSAGE);
      told.add(new NamesTold(self, part, parts, all.subList(from, to), List.of()));
    }
    return told;
  }

  void heard(NamesTold told) {
    registry.take(told);
    told.closed().forEach(this::isKnown);
    told.opened().forEach(name -> decide(told.member(), name));
  }

  /** Another node has somebody who wants a name that this one has. */
  void heard(NameWanted wanted) {
    sessions.accept(
        new FromOthers.CheckName(
            wanted.camera(),
            wanted.instance(),
            wanted.isProved(),
            () -> keeps(wanted.member(), wanted.camera())));
  }

  private void keeps(HostAndPort asking, CameraId camera) {
    cameras
        .connection(camera)
        .map(own -> new NameKept(self, camera, own.instance(), own.attempt()))
        .ifPresent(told -> tell.accept(Optional.of(asking), told));
  }

  /** Another node's connection of a name prevails. */
  void heard(NameKept kept) {
    CameraId camera = kept.camera();
    isKnown(camera);
    cameras
        .connection(camera)
        .filter(own -> own.instance() != kept.instance() || own.attempt() - kept.attempt() <= 0)
        .ifPresent(own -> giveUp(kept.member(), camera, kept.instance(), own));
  }

  /** A node is gone. */
  void forget(HostAndPort member) {
    registry.forget(member);
  }

  private void isKnown(CameraId camera) {
    CompletableFuture<Void> known = asked.get(camera);
    if (known != null) {
      known.complete(null);
    }
  }

  private void decide(HostAndPort member, Name name) {
    CameraId camera = name.camera();
    Optional<Connection> own = cameras.connection(camera);
    Optional<Held> other =
        registry.holders(camera).stream().filter(it -> it.member().equals(member)).findFirst();
    if (own.isEmpty() || other.isEmpty() || !isMineToDecide(member, name, own.get())) {
      return;
    }
    if (registry.holdsAgainst(other.get(), own.get())) {
      giveUp(member, camera, name.instance(), own.get());
    } else {
      keeps(member, camera);
    }
  }

  // Attempts of one process are told apart by both.
  private boolean isMineToDecide(HostAndPort member, Name name, Connection own) {
    boolean isFirst = self.toString().compareTo(member.toString()) < 0;
    return isFirst || (name.instance() == own.instance() && name.attempt() != own.attempt());
  }

  private void giveUp(HostAndPort to, CameraId camera, long instance, Connection own) {
    moves.gaveUp(camera, at.apply(to));
    sessions.accept(new FromOthers.GiveUpName(camera, instance, own.instance(), own.attempt()));
  }
}
