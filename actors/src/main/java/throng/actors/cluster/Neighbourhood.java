package throng.actors.cluster;

import akka.util.ByteString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import throng.actors.cluster.NameRegistry.Held;
import throng.actors.cluster.OwnCameras.Connection;
import throng.actors.cluster.OwnCameras.Sum;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.past.OtherNodes;
import throng.actors.session.FromOthers;
import throng.actors.session.Neighbours;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/**
 * What this node knows of the others, and decides by it. It outlives the runs of the cluster's
 * actor system; what it has heard grows old instead. Any thread may use it.
 */
final class Neighbourhood implements Neighbours, OtherNodes, Members.Own {
  /** A node that was not seen to leave, and is not heard any more, is forgotten. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

  private final ClusterParts parts;
  private final ClusterSettings settings;
  private final HostAndPort member;
  private final HostAndPort frames;
  private final Telling tell;
  private final Questions questions;
  private final PresentNodes nodes;
  private final OwnCameras cameras;
  private final SharedNames names;
  private final StatusBook statuses;
  private final MoveLog moves;
  private final Sending sending;
  private volatile ClusterView view = ClusterView.EMPTY;
  private volatile boolean isDraining;

  /** Tells other nodes; neither waits nor fails where there is nobody. */
  interface Telling {
    /**
     * Tells others.
     *
     * @param to empty: all
     */
    void tell(Optional<HostAndPort> to, Told told);
  }

  /**
   * @param cameras this node's, kept by whoever tells of them
   */
  Neighbourhood(ClusterParts parts, MemberPlace place, OwnCameras cameras, Telling tell) {
    this.parts = parts;
    this.settings = parts.settings();
    this.member = place.member();
    this.frames = place.frames();
    this.tell = tell;
    this.questions = new Questions(member, (to, told) -> tell.tell(Optional.of(to), told));
    this.nodes = new PresentNodes(parts.clock());
    this.cameras = cameras;
    this.statuses = new StatusBook(parts.clock(), this::isFirst);
    this.moves = new MoveLog(parts.clock());
    this.names =
        new SharedNames(
            member,
            new NameRegistry(member, parts.clock()),
            cameras,
            tell::tell,
            parts.sessions(),
            moves,
            this::at);
    this.sending = new Sending(parts, cameras, moves, this::report, this::heard);
  }

  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    return sending.betterFor(hello);
  }

  @Override
  public Optional<HostAndPort> roomFor(Message.Hello hello) {
    return sending.roomFor(hello);
  }

  @Override
  public SortedMap<String, HostAndPort> networks() {
    SortedMap<String, HostAndPort> networks = new TreeMap<>();
    for (NodeLoad load : heard()) {
      load.networks().names().forEach(name -> networks.putIfAbsent(name, load.frames()));
    }
    return networks;
  }

  @Override
  public List<HostAndPort> members() {
    return settings.redirects() ? view.forAnEdge(Message.Members.MOST) : List.of();
  }

  @Override
  public Optional<Message.Refused> claim(CameraId camera, long instance, int attempt) {
    Connection own = new Connection(instance, attempt, now());
    return names
        .holder(camera, own, it -> view.isHeard(it, now(), settings.silentAfter()))
        .map(held -> refusal(camera, held, own));
  }

  private Message.Refused refusal(CameraId camera, Held held, Connection own) {
    String at = at(held.member());
    return held.connection().instance() == own.instance()
        ? new Message.Refused(
            RefusedCode.UNAVAILABLE, "A newer connection of " + camera + " is at " + at + ".")
        : new Message.Refused(
            RefusedCode.NAME_IN_USE,
            "Another edge node is connected as %s, at %s; give one of them another --name."
                .formatted(camera, at));
  }

  /** Where a node listens for edges, by which people know it. */
  private String at(HostAndPort member) {
    return Optional.ofNullable(view.peers().get(member))
        .map(peer -> peer.load().frames().toString())
        .orElse("another node");
  }

  @Override
  public CompletionStage<?> askForName(
      CameraId camera, long instance, boolean isProved, Duration within) {
    return names.ask(camera, instance, isProved, within);
  }

  @Override
  public void opened(Message.Hello hello) {
    names.opened(hello.camera());
  }

  @Override
  public void closed(CameraId camera, long instance) {
    names.closed(camera);
  }

  @Override
  public void demand(CameraId camera, double pixelsPerSecond) {}

  @Override
  public void departs() {
    isDraining = true;
    tellAll(report());
  }

  @Override
  public Optional<HostAndPort> drainTarget(Message.Hello hello) {
    if (!isDraining) {
      departs();
    }
    return sending.drainTarget(hello);
  }

  /** The others that have told lately. */
  private List<NodeLoad> heard() {
    return view.heard(now(), settings.silentAfter());
  }

  @Override
  public NodeLoad report() {
    Sum sum = cameras.sum();
    double capacity = parts.capacity().getAsDouble();
    return new NodeLoad(
        member,
        frames,
        sum.demand(),
        capacity,
        sum.live(),
        sum.lossless(),
        isDraining,
        Math.max(0, parts.maxCameras() - sum.live() - sum.lossless()),
        ServedNetworks.of(parts.networks().get()));
  }

  @Override
  public List<NamesTold> cameraNames() {
    return names.all();
  }

  @Override
  public List<StatusTold> statuses() {
    return StatusTold.all(member, frames, parts.statuses().get());
  }

  @Override
  public void rebalance() {
    forgetSilent();
    sending.rebalance();
  }

  @Override
  public void heard(Told told) {
    if (told instanceof NodeLoad load) {
      nodes.heard(load.frames().toString());
      statuses.heard(load.member());
      change(known -> known.with(load, now()));
    } else if (told instanceof NamesTold its) {
      names.heard(its);
    } else if (told instanceof NameWanted wanted) {
      names.heard(wanted);
    } else if (told instanceof NameKept kept) {
      names.heard(kept);
    } else if (told instanceof RevokedTold) {
      parts.lookForRevoked().run();
    } else if (told instanceof StatusTold status) {
      statuses.take(status);
    } else if (told instanceof Asked asked) {
      var unused =
          parts
              .answers()
              .apply(asked.question())
              .whenComplete(
                  (answer, failure) -> questions.answer(asked, Optional.ofNullable(answer)));
    } else if (told instanceof Answered answered) {
      questions.heard(answered);
    }
  }

  @Override
  public List<String> names() {
    return nodes.names();
  }

  @Override
  public List<Reply> ask(ByteString question, List<String> whom) {
    Map<String, HostAndPort> heard = new HashMap<>();
    for (NodeLoad load : heard()) {
      heard.put(load.frames().toString(), load.member());
    }
    heard.keySet().retainAll(whom);
    Map<HostAndPort, ByteString> answers =
        questions.ask(Set.copyOf(heard.values()), question, settings.answerWithin());
    return whom.stream()
        .map(node -> new Reply(node, Optional.ofNullable(heard.get(node)).map(answers::get)))
        .toList();
  }

  private void tellAll(Told told) {
    tell.tell(Optional.empty(), told);
  }

  /** More names are let in no more. */
  void revoked() {
    tellAll(new RevokedTold(member));
  }

  /** Whoever is still there is heard again. */
  void forgetAll() {
    view.peers().keySet().forEach(this::gone);
  }

  @Override
  public void gone(HostAndPort gone) {
    names.forget(gone);
    change(known -> known.without(gone));
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

  private void change(UnaryOperator<ClusterView> change) {
    List<HostAndPort> before;
    List<HostAndPort> after;
    synchronized (this) {
      before = view.frames();
      view = change.apply(view);
      after = view.frames();
    }
    // A console may wait for who reads it.
    if (!before.equals(after)) {
      parts.say().accept(sentence(after));
      parts.sessions().accept(FromOthers.MembersChanged.INSTANCE);
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

  /** Whether no other node that is heard stands before this one, by their addresses. */
  private boolean isFirst() {
    String own = member.toString();
    return heard().stream().allMatch(load -> load.member().toString().compareTo(own) > 0);
  }

  /** The cameras of other nodes. */
  Elsewhere elsewhere() {
    return statuses;
  }

  /** What is known at this moment, for people. */
  String describe() {
    return ClusterText.of(report(), view, settings, now()) + moves.text(cameras.gone());
  }

  private long now() {
    return parts.clock().nanos();
  }
}
