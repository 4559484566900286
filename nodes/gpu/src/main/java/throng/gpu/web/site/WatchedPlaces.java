package throng.gpu.web.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.site.CameraSite;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.http.Problem;
import throng.streams.frame.CameraId;

/**
 * Keeps what alerts measure: without it one that fires would end though nobody has gone, and none
 * would ever fire again, of which nobody would be told.
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
        rules(parts.site().state())
            .filter(rule -> rule.where().camera().equals(camera))
            .filter(rule -> before.hasPlaceOf(rule) && !after.hasPlaceOf(rule))
            .map(this::named)
            .toList();
    if (!left.isEmpty()) {
      throw Problem.of(
          409,
          "These alerts would have nothing to measure any more: %s. Delete or change them first."
              .formatted(String.join(", ", left)));
    }
  }

  /**
   * Refuses a file with which an alert would have nothing to measure any more, or which brings one
   * that measures the density of ground that is not measured.
   *
   * @throws Problem 409 or 400 that names each such alert and its place
   */
  void require(SiteState before, SiteState after) {
    requireKept(before, after);
    requireGround(before, after);
  }

  private void requireKept(SiteState before, SiteState after) {
    List<String> left =
        rules(after)
            .filter(rule -> hasPlace(rule, before) && !hasPlace(rule, after))
            .map(rule -> "%s at %s".formatted(named(rule), rule.where()))
            .toList();
    if (!left.isEmpty()) {
      throw Problem.of(
          409,
          "The file: these alerts would have nothing to measure any more: %s. Nothing was taken:"
                  .formatted(String.join(", ", left))
              + " delete or change them first.");
    }
  }

  private static void requireGround(SiteState before, SiteState after) {
    List<String> without =
        after.alerts().rules().values().stream()
            .filter(rule -> !before.alerts().rules().containsValue(rule))
            .filter(rule -> after.camera(rule.where().camera()).lacksGroundOf(rule))
            .map(rule -> "%s at %s".formatted(rule.name(), rule.where()))
            .toList();
    if (!without.isEmpty()) {
      throw Problem.of(
          400,
          "The file: these alerts measure a density where the ground is not measured: %s. Nothing was"
                  .formatted(String.join(", ", without))
              + " taken: measure the ground first, or take them out of the file.");
    }
  }

  /** Those of the settings go before those of the page. */
  private Stream<AlertRule> rules(SiteState site) {
    Map<String, AlertRule> rules = new LinkedHashMap<>(site.alerts().rules());
    parts.settings().alerts().rules().forEach(rule -> rules.put(rule.name(), rule));
    return rules.values().stream();
  }

  private static boolean hasPlace(AlertRule rule, SiteState site) {
    return site.camera(rule.where().camera()).hasPlaceOf(rule);
  }

  private String named(AlertRule rule) {
    return parts.settings().alerts().rules().contains(rule)
        ? rule.name() + " (in the settings file)"
        : rule.name();
  }
}
