package throng.actors.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/** How the cameras of other nodes stand, as they told last. Any thread may use it. */
final class StatusBook implements Elsewhere {
  /** A camera of which its node has not told for so long is not there any more. */
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Comparator<CameraElsewhere> CONNECTED =
      Comparator.comparing(it -> it.status().isConnected());

  private final MonotonicClock clock;
  private final Map<HostAndPort, Map<CameraId, CameraElsewhere>> byMember = new HashMap<>();

  StatusBook(MonotonicClock clock) {
    this.clock = clock;
  }

  synchronized void take(StatusTold told) {
    long now = clock.nanos();
    Map<CameraId, CameraElsewhere> its =
        byMember.computeIfAbsent(told.member(), member -> new HashMap<>());
    its.values().removeIf(it -> isOld(it, now));
    for (CameraStatus status : told.cameras()) {
      its.put(status.camera(), new CameraElsewhere(told.frames().toString(), status, now));
    }
  }

  /** A node is gone; where its cameras come to next goes on with their alerts for a while. */
  @Override
  public synchronized List<CameraElsewhere> cameras() {
    long now = clock.nanos();
    Map<String, CameraElsewhere> freshest = new TreeMap<>();
    Comparator<CameraElsewhere> fresh =
        CONNECTED.thenComparing(Comparator.comparingLong(it -> -it.ageNanos(now)));
    byMember.values().removeIf(its -> its.values().stream().allMatch(it -> isOld(it, now)));
    for (Map<CameraId, CameraElsewhere> its : byMember.values()) {
      for (CameraElsewhere camera : its.values()) {
        if (!isOld(camera, now)) {
          freshest.merge(
              camera.camera().toString(),
              camera,
              (one, other) -> fresh.compare(one, other) >= 0 ? one : other);
        }
      }
    }
    return List.copyOf(freshest.values());
  }

  private static boolean isOld(CameraElsewhere camera, long nanos) {
    return nanos - camera.heardNanos() > KEPT_NANOS;
  }
}
