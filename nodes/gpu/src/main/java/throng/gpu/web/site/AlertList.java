package throng.gpu.web.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.gpu.web.access.Principal;
import throng.gpu.web.live.CameraAlert;

/**
 * The alerts on the cameras that somebody sees.
 *
 * @param version of those that were made on the page
 * @param targets the names that {@code notify} may hold
 */
record AlertList(
    long version, List<AlertLine> alerts, List<String> targets, AlertLine.Defaults defaults) {
  private static final String PAGE = "page";
  private static final String SETTINGS = "settings";
  private static final String BUILT_IN = "built-in";

  private record Key(String name, Series where) {}

  static AlertList of(SiteParts parts, Principal who) {
    Map<Key, AlertNow> judged = new HashMap<>();
    List<AlertLine> lines = new ArrayList<>();
    List<AlertNow> builtIn = new ArrayList<>();
    for (AlertNow now : parts.counts().alerts()) {
      if (now.rule().measure() == Measure.SILENCE) {
        builtIn.add(now);
      } else {
        judged.put(new Key(now.rule().name(), now.rule().where()), now);
      }
    }
    for (AlertRule rule : parts.settings().alerts().rules()) {
      add(rule, SETTINGS, judged, who, lines);
    }
    for (AlertRule rule : parts.site().state().alerts().rules().values()) {
      add(rule, PAGE, judged, who, lines);
    }
    builtIn.stream()
        .filter(it -> who.sees(it.rule().where().camera()))
        .forEach(it -> lines.add(AlertLine.of(it.rule(), BUILT_IN, it)));
    Map<String, CameraAlert> elsewhere = new HashMap<>();
    parts
        .live()
        .alertsElsewhere(who)
        .forEach(it -> elsewhere.put(it.name() + " " + it.where(), it));
    lines.replaceAll(
        line ->
            Optional.ofNullable(elsewhere.get(line.name() + " " + line.rule().where()))
                .map(line::judged)
                .orElse(line));
    return new AlertList(
        parts.site().state().alerts().version(),
        lines,
        parts.targets().stream().sorted().toList(),
        AlertLine.Defaults.of(parts.settings().alerts().template()));
  }

  private static void add(
      AlertRule rule,
      String origin,
      Map<Key, AlertNow> judged,
      Principal who,
      List<AlertLine> lines) {
    if (who.sees(rule.where().camera())) {
      lines.add(
          Optional.ofNullable(judged.get(new Key(rule.name(), rule.where())))
              .map(now -> AlertLine.of(rule, origin, now))
              .orElseGet(() -> AlertLine.fresh(rule, origin)));
    }
  }
}
