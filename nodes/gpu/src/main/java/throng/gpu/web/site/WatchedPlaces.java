package throng.gpu.web.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.CameraSite;
import throng.gpu.web.http.Problem;
import throng.streams.frame.CameraId;

/**
 * Keeps what alerts measure: one that fires would go on for ever without it, and any other would
 * never fire again, of which nobody would be told.
 */
final class WatchedPlaces {
  private final SiteParts parts;

  WatchedPlaces(SiteParts parts) {
    this.parts = parts;
  }

  /** The same change, refused where it leaves an alert nothing to measure. */
  UnaryOperator<CameraSite> keeping(CameraId camera, UnaryOperator<CameraSite> change) {
    return before -> {
      CameraSite after = change.apply(before);
      require(camera, before, after);
      return after;
    };
  }

  /**
   * Refuses what leaves an alert nothing to measure.
   *
   * @throws Problem 409 that names each such alert
   */
  void require(CameraId camera, CameraSite before, CameraSite after) {
    List<String> left =
        rules().values().stream()
            .filter(rule -> rule.where().camera().equals(camera))
            .filter(rule -> isMeasured(rule, before) && !isMeasured(rule, after))
            .map(this::named)
            .toList();
    if (!left.isEmpty()) {
      throw Problem.of(
          409,
          "These alerts would have nothing to measure any more: %s. Delete or change them first."
              .formatted(String.join(", ", left)));
    }
  }

  /** By name; those of the settings go before those of the page. */
  private Map<String, AlertRule> rules() {
    Map<String, AlertRule> rules = new LinkedHashMap<>(parts.site().state().alerts().rules());
    parts.settings().alerts().rules().forEach(rule -> rules.put(rule.name(), rule));
    return rules;
  }

  private static boolean isMeasured(AlertRule rule, CameraSite site) {
    Optional<String> name = rule.where().zone();
    if (name.isEmpty()) {
      return true;
    }
    Zone zone = site.zones().get(name.get());
    boolean isCounted = zone != null && !zone.isMask();
    return isCounted && (rule.measure() != Measure.DENSITY || site.ground().isPresent());
  }

  private String named(AlertRule rule) {
    return parts.settings().alerts().rules().contains(rule)
        ? rule.name() + " (in the settings file)"
        : rule.name();
  }
}
