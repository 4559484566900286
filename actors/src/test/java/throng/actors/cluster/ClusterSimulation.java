package throng.actors.cluster;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import throng.actors.session.FromOthers;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * Nodes of unequal speed and cameras that follow them, on a clock of their own: the decisions are
 * the product's, what is told arrives a tenth of a second later.
 */
final class ClusterSimulation {
  private static final long STEP = Duration.ofMillis(100).toNanos();
  private static final long REPORT = Duration.ofMillis(500).toNanos();
  private static final long DEMAND = Duration.ofSeconds(5).toNanos();
  private static final long MOVES_REST = Duration.ofSeconds(60).toNanos();

  private final ClusterSettings settings = Loads.settings("seeds = [\"node0:1\"]");
  private final Random random = new Random(12);
  private final Map<HostAndPort, Node> nodes = new LinkedHashMap<>();
  private final List<Camera> cameras = new ArrayList<>();
  private final List<Runnable> onItsWay = new ArrayList<>();
  private long nanos;
  private int moves;

  private final class Node {
    final OwnCameras own = new OwnCameras(() -> nanos);
    final Neighbourhood neighbourhood;
    final List<FromOthers.MoveAway> asked = new ArrayList<>();
    final MemberPlace place;
    final long phase = random.nextInt(5) * STEP;
    List<String> networks = List.of("default");
    double capacity;

    Node(String name, double capacity, int maxCameras) {
      this.capacity = capacity;
      place = new MemberPlace(Loads.place(name, 1), Loads.place(name, 1), Loads.place(name, 2));
      ClusterParts parts =
          new ClusterParts(
              settings,
              ConfigFactory.empty(),
              Optional.empty(),
              () -> this.capacity,
              maxCameras,
              () -> networks,
              List::of,
              question -> CompletableFuture.failedFuture(new IllegalStateException("unasked")),
              command -> {
                if (command instanceof FromOthers.MoveAway move) {
                  asked.add(move);
                }
              },
              () -> {},
              sentence -> {},
              () -> nanos);
      neighbourhood = new Neighbourhood(parts, place, own, (to, told) -> tell(this, told));
    }

    double load() {
      return neighbourhood.report().load();
    }
  }

  private final class Camera {
    final CameraId id;
    final double pixelsPerSecond;
    final long phase = random.nextInt(50) * STEP;
    final Mode mode;
    final boolean isMovable;
    final String network;
    Node at;
    int attempt;
    long movedNanos = -MOVES_REST;

    Camera(
        CameraId id,
        double pixelsPerSecond,
        Mode mode,
        boolean isMovable,
        String network,
        Node first) {
      this.id = id;
      this.network = network;
      this.isMovable = isMovable;
      this.mode = mode;
      this.pixelsPerSecond = pixelsPerSecond;
      this.at = first;
    }

    void connect(Node node, boolean mayBeSentOn) {
      attempt++;
      Message.Hello hello =
          Loads.hello(id, 1, mode, new Message.Routing(isMovable, 0, attempt, network));
      Optional<HostAndPort> better =
          mayBeSentOn ? node.neighbourhood.betterFor(hello) : Optional.empty();
      at = better.map(ClusterSimulation.this::at).orElse(node);
      at.own.opened(hello);
      at.neighbourhood.opened(hello);
    }

    void move(Node to) {
      if (isMovable && nanos - movedNanos >= MOVES_REST) {
        movedNanos = nanos;
        moves++;
        if (at.own.closed(id, 1)) {
          at.neighbourhood.closed(id, 1);
        }
        connect(to, false);
      }
    }
  }

  /** A node comes. */
  void node(String name, double capacity) {
    node(name, capacity, 10_000);
  }

  /** One that lets in so many cameras only. */
  void node(String name, double capacity, int maxCameras) {
    Node node = new Node(name, capacity, maxCameras);
    nodes.put(node.place.frames(), node);
  }

  /** A node has these networks. */
  void serves(String node, String... networks) {
    at(Loads.place(node, 2)).networks = List.of(networks);
  }

  /** Where cameras are that ask for a network, by the nodes' names. */
  Set<String> placesOf(String network) {
    return cameras.stream()
        .filter(it -> it.network.equals(network))
        .map(it -> it.at.place.frames().host())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A camera dials a node. */
  void camera(String name, double pixelsPerSecond, String node) {
    camera(name, pixelsPerSecond, Mode.LIVE, true, "", node);
  }

  /** The same of one that asks for a network. */
  void asking(String name, double pixelsPerSecond, String network, String node) {
    camera(name, pixelsPerSecond, Mode.LIVE, true, network, node);
  }

  /** The same of one that stays wherever it is. */
  void oldCamera(String name, double pixelsPerSecond, String node) {
    camera(name, pixelsPerSecond, Mode.LIVE, false, "", node);
  }

  /** A film is begun at a node. */
  void film(String name, String node) {
    camera(name, 0, Mode.LOSSLESS, true, "", node);
  }

  /** All devices of a node are lost. */
  void lose(String node) {
    at(Loads.place(node, 2)).capacity = 0;
  }

  /** How many cameras a node has. */
  int cameras(String node) {
    return at(Loads.place(node, 2)).neighbourhood.report().cameras();
  }

  private void camera(
      String name,
      double pixelsPerSecond,
      Mode mode,
      boolean isMovable,
      String network,
      String node) {
    Node first = at(Loads.place(node, 2));
    CameraId id = new CameraId("edge", name);
    Camera camera = new Camera(id, pixelsPerSecond, mode, isMovable, network, first);
    cameras.add(camera);
    camera.connect(camera.at, isMovable);
  }

  private Node at(HostAndPort frames) {
    return Objects.requireNonNull(nodes.get(frames));
  }

  void pass(Duration time) {
    for (long end = nanos + time.toNanos(); nanos < end; ) {
      nanos += STEP;
      List<Runnable> arriving = List.copyOf(onItsWay);
      onItsWay.clear();
      arriving.forEach(Runnable::run);
      for (Camera camera : cameras) {
        if ((nanos + camera.phase) % DEMAND == 0) {
          camera.at.own.offers(camera.id, camera.pixelsPerSecond);
        }
      }
      for (Node node : nodes.values()) {
        if ((nanos + node.phase) % REPORT == 0) {
          tell(node, node.neighbourhood.report());
          node.neighbourhood.rebalance();
        }
        List<FromOthers.MoveAway> asked = List.copyOf(node.asked);
        node.asked.clear();
        asked.forEach(this::follow);
      }
    }
  }

  private void follow(FromOthers.MoveAway move) {
    onItsWay.add(
        () ->
            cameras.stream()
                .filter(it -> it.id.equals(move.camera()))
                .forEach(it -> it.move(at(move.target()))));
  }

  private void tell(Node from, Told told) {
    for (Node node : nodes.values()) {
      if (node != from) {
        onItsWay.add(() -> node.neighbourhood.heard(told));
      }
    }
  }

  /** The difference between the most and the least loaded node. */
  double spread() {
    return Placement.spread(
        nodes.values().stream().map(node -> node.neighbourhood.report()).toList());
  }

  /** What a node tells of itself and of what it did. */
  String describe(String node) {
    return at(Loads.place(node, 2)).neighbourhood.describe();
  }

  int moves() {
    return moves;
  }

  String loads() {
    StringBuilder text = new StringBuilder();
    nodes.forEach((place, node) -> text.append(" %s %.2f".formatted(place.host(), node.load())));
    return text.toString();
  }
}
