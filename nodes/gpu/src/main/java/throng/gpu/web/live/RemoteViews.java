package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.past.OtherNodes.Reply;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.json.Json;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * How the cameras of other nodes stand, as those show them: with their zones, trends and alerts.
 * Asked for once a second while somebody looks; what {@link Elsewhere} tells holds else. Any thread
 * may ask.
 */
final class RemoteViews {
  private static final long LOOKED_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();
  private static final int MOST_ALERTS = 1000;
  private static final int LONGEST_TROUBLE = 1000;

  private final Elsewhere elsewhere;
  private final OtherNodes others;
  private final LongSupplier nanos;
  private final RateLimitedLog log = RateLimitedLog.warnings(RemoteViews.class);
  private volatile Map<String, View> views = Map.of();
  private volatile boolean isLookedAt;
  private volatile long lookedNanos;

  /**
   * As its node shows it.
   *
   * @param heardNanos when that was told, on this node's monotonic clock
   */
  record View(String node, CameraState state, long heardNanos) {}

  RemoteViews(Elsewhere elsewhere, OtherNodes others, LongSupplier nanos) {
    this.elsewhere = elsewhere;
    this.others = others;
    this.nanos = nanos;
  }

  /** Somebody looks at a camera; empty: its node has told nothing of it just now. */
  Optional<View> of(CameraElsewhere camera) {
    lookedNanos = nanos.getAsLong();
    isLookedAt = true;
    return Optional.ofNullable(views.get(camera.camera().toString()))
        .filter(it -> it.node().equals(camera.node()))
        .filter(it -> lookedNanos - it.heardNanos() <= FRESH_NANOS);
  }

  /** Asks while somebody looks; waits for other nodes. To be called each second. */
  void fetch() {
    if (!isLookedAt || nanos.getAsLong() - lookedNanos > LOOKED_NANOS) {
      isLookedAt = false;
      views = Map.of();
      return;
    }
    Map<String, Set<String>> byNode = new HashMap<>();
    for (CameraElsewhere camera : elsewhere.cameras()) {
      byNode.computeIfAbsent(camera.node(), any -> new HashSet<>()).add(camera.camera().toString());
    }
    Map<String, View> told = new HashMap<>(views);
    told.values().removeIf(it -> nanos.getAsLong() - it.heardNanos() > FRESH_NANOS);
    for (Reply reply : others.ask(ViewBytes.askStates(), List.copyOf(byNode.keySet()))) {
      reply
          .bytes()
          .ifPresent(
              bytes ->
                  take(reply.node(), bytes, byNode.getOrDefault(reply.node(), Set.of()), told));
    }
    views = Map.copyOf(told);
  }

  private void take(String node, ByteString answer, Set<String> its, Map<String, View> told) {
    try {
      long now = nanos.getAsLong();
      Json.read(answer.toArray(), ViewAnswers.States.class).cameras().stream()
          .filter(state -> its.contains(state.camera()) && isBounded(state))
          .forEach(state -> told.put(state.camera(), new View(node, state, now)));
    } catch (IOException e) {
      log.write(
          "states",
          "What %s tells of its cameras cannot be read: %s".formatted(node, Reason.of(e)));
    }
  }

  private static boolean isBounded(CameraState state) {
    return state.zones().size() <= CameraSite.MOST_ZONES
        && state.alerts().size() <= MOST_ALERTS
        && state.trouble().filter(it -> it.length() > LONGEST_TROUBLE).isEmpty();
  }
}
