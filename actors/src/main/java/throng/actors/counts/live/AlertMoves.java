package throng.actors.counts.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import throng.actors.counts.CameraNow;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.Elsewhere.Missed;
import throng.streams.frame.CameraId;

/**
 * Alerts go where their camera goes: what one node has told of, no other tells of again. Its {@link
 * SiteCounts}' own.
 */
final class AlertMoves {
  /** How long a node that has a camera takes at most to tell of the alert that it goes on with. */
  static final long TAKEN_WITHIN = TimeUnit.SECONDS.toNanos(5);

  private final Alerts alerts;
  private final Elsewhere elsewhere;
  private final Set<CameraId> here = new HashSet<>();
  private final Set<CameraId> away = new HashSet<>();
  private final Map<CameraId, Long> leavingNanos = new HashMap<>();
  private Set<String> heard = Set.of();

  AlertMoves(Alerts alerts, Elsewhere elsewhere) {
    this.alerts = alerts;
    this.elsewhere = elsewhere;
  }

  /**
   * Takes the alerts of cameras that have come, and lets go of those that others have.
   *
   * @param nanos now
   * @return the cameras that are told of as silent here alone, and are counted elsewhere
   */
  List<CameraId> follow(Map<CameraId, CameraNow> known, long nanos) {
    Map<CameraId, CameraElsewhere> others = new HashMap<>();
    elsewhere.cameras().forEach(it -> others.put(it.camera(), it));
    Set<CameraId> connected = new HashSet<>();
    known.values().stream()
        .filter(CameraNow::isConnected)
        .forEach(it -> connected.add(it.camera()));
    for (CameraId camera : connected) {
      if (!here.contains(camera)) {
        Optional<CameraElsewhere> silent = elsewhere.comesFrom(camera);
        // Nodes go on telling of a camera that has left them, with what it left there.
        Optional.ofNullable(others.get(camera))
            .filter(other -> other.status().isConnected() || silent.isEmpty())
            .or(() -> silent)
            .ifPresent(before -> alerts.adopt(before.status().firing()));
      }
    }
    away.clear();
    List<CameraId> over = new ArrayList<>();
    Map<CameraId, List<Firing>> firing =
        alerts.memory().firing().stream().collect(Collectors.groupingBy(it -> it.where().camera()));
    for (CameraElsewhere other : others.values()) {
      if (other.status().isConnected() && !connected.contains(other.camera())) {
        away.add(other.camera());
        if (leave(firing.getOrDefault(other.camera(), List.of()), other, known, nanos)) {
          over.add(other.camera());
        }
      }
    }
    leavingNanos.keySet().retainAll(away);
    heard = others.values().stream().map(CameraElsewhere::node).collect(Collectors.toSet());
    here.clear();
    here.addAll(connected);
    return over;
  }

  /** Whether some of them are left that no other node ends. */
  private boolean leave(
      List<Firing> firing, CameraElsewhere other, Map<CameraId, CameraNow> known, long nanos) {
    List<Firing> left = firing.stream().filter(it -> !isTaken(it, other, known)).toList();
    firing.stream().filter(it -> !left.contains(it)).forEach(alerts::letGo);
    return !left.isEmpty()
        && nanos - leavingNanos.computeIfAbsent(other.camera(), any -> nanos) >= TAKEN_WITHIN;
  }

  /**
   * Whether its end is another node's to tell. One that was not heard when the camera came to it
   * has not heard either that it is told of here as silent.
   */
  private boolean isTaken(Firing firing, CameraElsewhere other, Map<CameraId, CameraNow> known) {
    CameraId camera = other.camera();
    boolean wasTold =
        heard.contains(other.node())
            && !leavingNanos.containsKey(camera)
            && Optional.ofNullable(known.get(camera)).filter(it -> !it.hasLeft()).isPresent();
    return !firing.isSilence()
        || wasTold
        || other.status().firing().stream().anyMatch(it -> it.id().equals(firing.id()));
  }

  /** Those that are judged here: others count the rest. */
  Map<CameraId, CameraNow> here(Map<CameraId, CameraNow> known) {
    if (away.isEmpty()) {
      return known;
    }
    Map<CameraId, CameraNow> judged = new HashMap<>(known);
    judged.keySet().removeAll(away);
    return judged;
  }

  /** Those of silent nodes that are told of here, and are not known here themselves. */
  Set<CameraId> missed(Map<CameraId, CameraNow> known) {
    return elsewhere.missed().stream()
        .filter(Missed::isJudgedHere)
        .map(Missed::camera)
        .filter(camera -> !known.containsKey(camera))
        .collect(Collectors.toSet());
  }

  List<Firing> firing(CameraId camera) {
    return alerts.memory().firing().stream()
        .filter(it -> it.where().camera().equals(camera))
        .toList();
  }
}
