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
import java.util.function.BooleanSupplier;
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

  /** What a node told of in its last words is missed with it; what was told of earlier had gone. */
  private static final long LAST_WORDS_NANOS = Duration.ofMillis(2_500).toNanos();

  private static final long MISSED_NANOS = Duration.ofDays(1).toNanos();

  private static final int MOST_ALERTED = 10_000;

  // As of one's own cameras that are away.
  private static final int MOST_MISSED = 256;

  private static final Comparator<CameraElsewhere> CONNECTED =
      Comparator.comparing(it -> it.status().isConnected());

  private final MonotonicClock clock;
  private final long beganNanos;
  private final Map<HostAndPort, Map<CameraId, CameraElsewhere>> byMember = new HashMap<>();
  // Cameras with alerts that fire, the one that was told longest ago first.
  private final Map<CameraId, CameraElsewhere> alerted = new LinkedHashMap<>();
  private final Map<HostAndPort, Long> wordNanos = new HashMap<>();
  // The one that was missed first, first.
  private final Map<CameraId, Missed> missed = new LinkedHashMap<>();
  private final BooleanSupplier isFirst;
  private @Nullable Long heardNanos;

  /**
   * @param isFirst whether it is this node, of those that are there, that tells people of cameras
   *     which nobody has
   */
  StatusBook(MonotonicClock clock, BooleanSupplier isFirst) {
    this.clock = clock;
    this.isFirst = isFirst;
    this.beganNanos = clock.nanos();
  }

  /** Another node is there, whatever cameras it has. */
  synchronized void heard(HostAndPort member) {
    long now = clock.nanos();
    wordNanos.put(member, now);
    if (heardNanos == null) {
      heardNanos = now;
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
    wordNanos.put(told.member(), now);
    Map<CameraId, CameraElsewhere> its =
        byMember.computeIfAbsent(told.member(), member -> new HashMap<>());
    its.values().removeIf(it -> isOld(it, now));
    for (CameraStatus status : told.cameras()) {
      missed.remove(status.camera());
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
    missed.remove(camera);
    // Who has it all the same tells of it again; who does not is not to be missed with it.
    byMember.values().forEach(its -> its.remove(camera));
    return Optional.ofNullable(alerted.remove(camera));
  }

  @Override
  public synchronized List<Missed> missed() {
    long now = clock.nanos();
    sweep(now);
    missed.values().removeIf(it -> now - it.last().heardNanos() > MISSED_NANOS);
    return List.copyOf(missed.values());
  }

  @Override
  public synchronized void forget(CameraId camera) {
    sweep(clock.nanos());
    missed.remove(camera);
  }

  /** Lets go of what is not told any more, and misses what its node has fallen silent with. */
  private void sweep(long now) {
    for (Map.Entry<HostAndPort, Map<CameraId, CameraElsewhere>> each : byMember.entrySet()) {
      long word = wordNanos.getOrDefault(each.getKey(), beganNanos);
      boolean isSilent = now - word > KEPT_NANOS;
      List<CameraElsewhere> old =
          each.getValue().values().stream().filter(it -> isOld(it, now)).toList();
      each.getValue().values().removeAll(old);
      old.stream()
          .filter(it -> isSilent && word - it.heardNanos() <= LAST_WORDS_NANOS)
          .forEach(it -> miss(it, now));
    }
    byMember.values().removeIf(Map::isEmpty);
    wordNanos.keySet().removeIf(member -> !byMember.containsKey(member) && isOver(member, now));
  }

  private boolean isOver(HostAndPort member, long now) {
    return now - wordNanos.getOrDefault(member, now) > KEPT_NANOS;
  }

  private void miss(CameraElsewhere camera, long now) {
    boolean isTold =
        byMember.values().stream()
            .map(its -> its.get(camera.camera()))
            .anyMatch(it -> it != null && !isOld(it, now));
    if (!isTold) {
      CameraElsewhere last =
          new CameraElsewhere(camera.node(), camera.status().away(), camera.heardNanos());
      missed.put(camera.camera(), new Missed(last, isFirst.getAsBoolean()));
      if (missed.size() > MOST_MISSED) {
        missed.remove(missed.keySet().iterator().next());
      }
    }
  }

  @Override
  public synchronized List<CameraElsewhere> cameras() {
    long now = clock.nanos();
    Map<String, CameraElsewhere> freshest = new TreeMap<>();
    Comparator<CameraElsewhere> fresh =
        CONNECTED.thenComparing(Comparator.comparingLong(it -> -it.ageNanos(now)));
    sweep(now);
    for (Map<CameraId, CameraElsewhere> its : byMember.values()) {
      for (CameraElsewhere camera : its.values()) {
        freshest.merge(
            camera.camera().toString(),
            camera,
            (one, other) -> fresh.compare(one, other) >= 0 ? one : other);
      }
    }
    return List.copyOf(freshest.values());
  }

  private static boolean isOld(CameraElsewhere camera, long nanos) {
    return nanos - camera.heardNanos() > KEPT_NANOS;
  }
}
