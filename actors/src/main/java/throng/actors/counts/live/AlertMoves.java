package throng.actors.counts.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import throng.actors.counts.CameraNow;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.streams.frame.CameraId;

/**
 * Alerts go where their camera goes: what one node has told of, no other tells of again. Its {@link
 * SiteCounts}' own.
 */
final class AlertMoves {
  private final Alerts alerts;
  private final Elsewhere elsewhere;
  private final Set<CameraId> here = new HashSet<>();
  private final Set<CameraId> away = new HashSet<>();

  AlertMoves(Alerts alerts, Elsewhere elsewhere) {
    this.alerts = alerts;
    this.elsewhere = elsewhere;
  }

  /** Takes the alerts of cameras that have come, and lets go of those that others have. */
  void follow(Map<CameraId, CameraNow> known) {
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
    for (CameraElsewhere other : others.values()) {
      if (other.status().isConnected() && !connected.contains(other.camera())) {
        away.add(other.camera());
        alerts.release(other.camera());
      }
    }
    here.clear();
    here.addAll(connected);
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

  List<Firing> firing(CameraId camera) {
    return alerts.memory().firing().stream()
        .filter(it -> it.where().camera().equals(camera))
        .toList();
  }
}
