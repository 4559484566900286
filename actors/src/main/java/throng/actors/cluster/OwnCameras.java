package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;

/** The cameras of this node, and what each offers. Any thread may use it. */
final class OwnCameras {
  /** A camera that was asked to go elsewhere, and cannot, is not asked again for so long. */
  private static final long REST_NANOS = Duration.ofSeconds(60).toNanos();

  /** Who goes at all after it was asked has gone by then. */
  private static final long FOLLOWS_NANOS = Duration.ofSeconds(10).toNanos();

  /** What a camera is taken to offer while no camera here has told: VGA, five times a second. */
  private static final double UNTOLD_PIXELS_PER_SECOND = 640 * 480 * 5;

  private final MonotonicClock clock;
  private final Map<CameraId, Camera> cameras = new LinkedHashMap<>();
  // Also of those that are not here: one whose move failed comes back.
  private final Map<CameraId, Long> askedNanos = new LinkedHashMap<>();
  private long gone;

  OwnCameras(MonotonicClock clock) {
    this.clock = clock;
  }

  private static final class Camera {
    final Connection connection;
    final Mode mode;
    final boolean isMovable;
    final String network;
    @Nullable Double pixelsPerSecond;

    Camera(Connection connection, Message.Hello hello) {
      this.connection = connection;
      this.mode = hello.mode();
      this.isMovable = hello.routing().movable();
      this.network = ServedNetworks.wanted(hello);
    }
  }

  /**
   * A camera's connection.
   *
   * @param sinceNanos when it was opened, on this node's monotonic clock
   */
  record Connection(long instance, int attempt, long sinceNanos) {}

  /** What all of them come to. */
  record Sum(double demand, int live, int lossless) {}

  synchronized void opened(Message.Hello hello) {
    Camera before = cameras.get(hello.camera());
    long nanos = clock.nanos();
    Camera now =
        new Camera(new Connection(hello.instance(), hello.routing().attempt(), nanos), hello);
    if (before != null) {
      now.pixelsPerSecond = before.pixelsPerSecond;
    }
    cameras.put(hello.camera(), now);
  }

  /**
   * A camera's connection has ended.
   *
   * @return whether it was the camera's present one
   */
  synchronized boolean closed(CameraId camera, long instance) {
    Camera present = cameras.get(camera);
    if (present == null || present.connection.instance() != instance) {
      return false;
    }
    cameras.remove(camera);
    Long asked = askedNanos.get(camera);
    if (asked != null && clock.nanos() - asked <= FOLLOWS_NANOS) {
      gone++;
    }
    return true;
  }

  synchronized void offers(CameraId camera, double pixelsPerSecond) {
    Camera present = cameras.get(camera);
    if (present != null) {
      present.pixelsPerSecond = pixelsPerSecond;
    }
  }

  synchronized Optional<Connection> connection(CameraId camera) {
    return Optional.ofNullable(cameras.get(camera)).map(it -> it.connection);
  }

  /** How many have gone that were asked to, or were told that this node goes down. */
  synchronized long gone() {
    return gone;
  }

  /** All of them, for other nodes. */
  synchronized List<Name> names() {
    List<Name> names = new ArrayList<>();
    cameras.forEach((camera, its) -> names.add(name(camera, its.connection)));
    return names;
  }

  Name name(CameraId camera, Connection connection) {
    long age = Duration.ofNanos(clock.nanos() - connection.sinceNanos()).toMillis();
    return new Name(camera, connection.instance(), connection.attempt(), age);
  }

  synchronized Sum sum() {
    double untold = usualDemand();
    double demand = 0;
    int live = 0;
    for (Camera camera : cameras.values()) {
      if (camera.mode == Mode.LIVE) {
        live++;
        demand += camera.pixelsPerSecond == null ? untold : camera.pixelsPerSecond;
      }
    }
    return new Sum(demand, live, cameras.size() - live);
  }

  /** What a live camera of which nothing is known is taken to offer: as much as the others. */
  synchronized double usualDemand() {
    OptionalDouble mean =
        cameras.values().stream()
            .filter(it -> it.mode == Mode.LIVE)
            .flatMap(it -> Optional.ofNullable(it.pixelsPerSecond).stream())
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.orElse(UNTOLD_PIXELS_PER_SECOND);
  }

  /** A live camera, and what it offers. */
  record Offer(CameraId camera, double pixelsPerSecond) {}

  /**
   * Live cameras to move away: as many as come to no more than that, else the one that offers least
   * where that alone would help; only such as the other node counts as they want. None is taken
   * twice within a minute.
   */
  synchronized List<Offer> takeForMove(Placement.Excess excess) {
    long now = clock.nanos();
    double untold = usualDemand();
    List<Offer> candidates =
        cameras.entrySet().stream()
            .filter(it -> it.getValue().mode == Mode.LIVE && mayBeAsked(it, now))
            .filter(it -> excess.target().networks().serve(it.getValue().network))
            .map(it -> offer(it.getKey(), it.getValue(), untold))
            .sorted(Comparator.comparingDouble(Offer::pixelsPerSecond).reversed())
            .toList();
    List<Offer> taken = new ArrayList<>(fitting(candidates, excess));
    if (taken.isEmpty() && !candidates.isEmpty()) {
      Offer least = candidates.get(candidates.size() - 1);
      if (least.pixelsPerSecond() <= excess.atMost()) {
        taken.add(least);
      }
    }
    taken.forEach(it -> asked(it.camera(), now));
    return taken;
  }

  private static List<Offer> fitting(List<Offer> candidates, Placement.Excess excess) {
    List<Offer> taken = new ArrayList<>();
    double left = excess.pixelsPerSecond();
    for (Offer offer : candidates) {
      if (offer.pixelsPerSecond() <= left && taken.size() < excess.cameras()) {
        taken.add(offer);
        left -= offer.pixelsPerSecond();
      }
    }
    return taken;
  }

  /**
   * A lossless camera.
   *
   * @param network that it asks for
   */
  record Film(CameraId camera, String network) {}

  /** All lossless ones that were not asked to go elsewhere within the last minute. */
  synchronized List<Film> films() {
    long now = clock.nanos();
    return cameras.entrySet().stream()
        .filter(it -> it.getValue().mode == Mode.LOSSLESS && mayBeAsked(it, now))
        .map(it -> new Film(it.getKey(), it.getValue().network))
        .toList();
  }

  private boolean mayBeAsked(Map.Entry<CameraId, Camera> camera, long nanos) {
    Long asked = askedNanos.get(camera.getKey());
    boolean isRested = asked == null || nanos - asked >= REST_NANOS;
    return camera.getValue().isMovable && isRested;
  }

  /** The camera was told to go elsewhere. */
  synchronized void asked(CameraId camera) {
    asked(camera, clock.nanos());
  }

  private void asked(CameraId camera, long nanos) {
    askedNanos.values().removeIf(asked -> nanos - asked >= REST_NANOS);
    askedNanos.put(camera, nanos);
  }

  private static Offer offer(CameraId camera, Camera its, double untold) {
    return new Offer(camera, its.pixelsPerSecond == null ? untold : its.pixelsPerSecond);
  }
}
