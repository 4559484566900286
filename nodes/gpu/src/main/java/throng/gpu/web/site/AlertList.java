package throng.gpu.web.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.Measure;
import throng.gpu.web.access.Principal;
import throng.gpu.web.live.CameraAlert;
import throng.gpu.web.live.CameraState;

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
      add(parts, rule, SETTINGS, judged, who, lines);
    }
    for (AlertRule rule : parts.site().state().alerts().rules().values()) {
      add(parts, rule, PAGE, judged, who, lines);
    }
    builtIn.stream()
        .filter(it -> who.sees(it.rule().where().camera()))
        .forEach(it -> lines.add(AlertLine.of(it.rule(), BUILT_IN, it)));
    List<CameraState> others = parts.live().elsewhere(who);
    addSilentElsewhere(parts, others, builtIn, lines);
    Map<String, CameraAlert> elsewhere = new HashMap<>();
    others.stream()
        .flatMap(it -> it.alerts().stream())
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

  // Each camera's own node judges whether it is silent; all nodes have its silence in common.
  private static void addSilentElsewhere(
      SiteParts parts, List<CameraState> others, List<AlertNow> builtIn, List<AlertLine> lines) {
    Set<Series> listed = builtIn.stream().map(it -> it.rule().where()).collect(Collectors.toSet());
    others.stream()
        .flatMap(it -> Series.parse(it.camera()).stream())
        .filter(it -> !listed.contains(it))
        .map(parts.settings().alerts().silent()::rule)
        .forEach(rule -> lines.add(fresh(parts, rule, BUILT_IN)));
  }

  private static AlertLine fresh(SiteParts parts, AlertRule rule, String origin) {
    OptionalLong silenced = parts.counts().silencedUntil(rule.name(), rule.where());
    return AlertLine.fresh(rule, origin, silenced);
  }

  private static void add(
      SiteParts parts,
      AlertRule rule,
      String origin,
      Map<Key, AlertNow> judged,
      Principal who,
      List<AlertLine> lines) {
    if (who.sees(rule.where().camera())) {
      lines.add(
          Optional.ofNullable(judged.get(new Key(rule.name(), rule.where())))
              .map(now -> AlertLine.of(rule, origin, now))
              .orElseGet(() -> fresh(parts, rule, origin)));
    }
  }
}
