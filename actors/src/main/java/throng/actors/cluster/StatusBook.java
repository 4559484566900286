package throng.actors.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.live.Elsewhere;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/** How the cameras of other nodes stand, as they told last. Any thread may use it. */
final class StatusBook implements Elsewhere {
  /** A camera of which its node has not told for so long is not there any more. */
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  /**
   * An alert that fired is known for so long after its node was heard last: until the camera has
   * noticed that its node is gone, and has come to another.
   */
  private static final long ALERTS_KEPT_NANOS = Duration.ofMinutes(2).toNanos();

  /** A node that is heard tells of its cameras each second, and others are heard as soon. */
  private static final long TOLD_WITHIN_NANOS = Duration.ofSeconds(5).toNanos();

  /** Where none is heard for so long, there is none. */
  private static final long ALONE_AFTER_NANOS = Duration.ofSeconds(30).toNanos();

  private static final int MOST_ALERTED = 10_000;

  private static final Comparator<CameraElsewhere> CONNECTED =
      Comparator.comparing(it -> it.status().isConnected());

  private final MonotonicClock clock;
  private final long beganNanos;
  private final Map<HostAndPort, Map<CameraId, CameraElsewhere>> byMember = new HashMap<>();
  // Cameras with alerts that fire, the one that was told longest ago first.
  private final Map<CameraId, CameraElsewhere> alerted = new LinkedHashMap<>();
  private @Nullable Long heardNanos;

  StatusBook(MonotonicClock clock) {
    this.clock = clock;
    this.beganNanos = clock.nanos();
  }

  /** Another node is there, whatever cameras it has. */
  synchronized void heard() {
    if (heardNanos == null) {
      heardNanos = clock.nanos();
    }
  }

  @Override
  public synchronized boolean isHeard() {
    long now = clock.nanos();
    Long heard = heardNanos;
    return now - beganNanos >= ALONE_AFTER_NANOS
        || heard != null && now - heard >= TOLD_WITHIN_NANOS;
  }

  synchronized void take(StatusTold told) {
    long now = clock.nanos();
    Map<CameraId, CameraElsewhere> its =
        byMember.computeIfAbsent(told.member(), member -> new HashMap<>());
    its.values().removeIf(it -> isOld(it, now));
    for (CameraStatus status : told.cameras()) {
      CameraElsewhere camera = new CameraElsewhere(told.frames().toString(), status, now);
      if (its.size() < MemberNames.MOST || its.containsKey(status.camera())) {
        its.put(status.camera(), camera);
        rememberAlerts(camera);
      }
    }
    forgetAlerts(now);
  }

  // One that is not connected has gone elsewhere, and its alerts with it.
  private void rememberAlerts(CameraElsewhere camera) {
    if (camera.status().isConnected()) {
      alerted.remove(camera.camera());
      if (!camera.status().firing().isEmpty()) {
        alerted.put(camera.camera(), camera);
      }
    }
  }

  private void forgetAlerts(long now) {
    Iterator<CameraElsewhere> oldest = alerted.values().iterator();
    while (oldest.hasNext()) {
      CameraElsewhere camera = oldest.next();
      if (alerted.size() <= MOST_ALERTED && now - camera.heardNanos() <= ALERTS_KEPT_NANOS) {
        return;
      }
      oldest.remove();
    }
  }

  @Override
  public synchronized Optional<CameraElsewhere> comesFrom(CameraId camera) {
    forgetAlerts(clock.nanos());
    return Optional.ofNullable(alerted.remove(camera));
  }

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
