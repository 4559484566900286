package throng.gpu.repository;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import throng.actors.serving.ModelHosts.Served;
import throng.actors.serving.ShadowReport;
import throng.streams.settings.SettingsException;

/** Does what {@code gpu-node models} asks for, a word at a time, and tells it for a terminal. */
final class RequestedChange implements Function<List<String>, String> {
  private final NetworkChanges changes;

  RequestedChange(NetworkChanges changes) {
    this.changes = changes;
  }

  @Override
  public String apply(List<String> words) {
    return switch (words.get(0)) {
      case "list" -> list();
      case "add" -> changes.explained(word(words, 1), () -> changes.added(word(words, 1)));
      case "remove" -> changes.explained(word(words, 1), () -> changes.removed(word(words, 1)));
      case "use" ->
          changes.explained(
              word(words, 1), () -> changes.usedFor(word(words, 1), optional(words, 2)));
      case "shadow" ->
          changes.explained(
              word(words, 1),
              () -> changes.shadowed(word(words, 1), optional(words, 2), number(word(words, 3))));
      case "shadow-stop" -> (changes.shadowStopped() + "\n" + report()).stripLeading();
      case "shadow-report" -> report();
      default -> throw new SettingsException("The node that runs does not know that: update it.");
    };
  }

  private static String word(List<String> words, int place) {
    if (place >= words.size()) {
      throw new SettingsException("Something was left out.");
    }
    return words.get(place);
  }

  private static Optional<String> optional(List<String> words, int place) {
    return Optional.of(word(words, place)).filter(text -> !text.isEmpty());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      throw new SettingsException("A share is a number such as 10%.");
    }
  }

  private String list() {
    StringBuilder text = new StringBuilder("The GPU node that runs here serves:");
    for (Served served : changes.hosts().all()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-28s %-28s %d %s%s",
              served.name(),
              NetworkChanges.identity(served.host().model()),
              served.cameras(),
              served.cameras() == 1 ? "camera" : "cameras",
              served.usedFor().isEmpty() ? "" : ", for " + String.join(", ", served.usedFor())));
    }
    for (NetworkChanges.Fault fault : changes.faults()) {
      text.append("\n").append(fault.network()).append(": ").append(fault.sentence());
    }
    return text.toString();
  }

  private String report() {
    return changes
        .shadowReport()
        .map(RequestedChange::text)
        .orElse("No network counts in the shadow of another.");
  }

  private static String text(ShadowReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s beside %s, %.0f %% of its pictures; %d had no time, %d got no count.",
            report.network(),
            report.of(),
            report.share() * 100,
            report.missed(),
            report.failed()));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-28s %8s %8s %8s %10s %8s %11s %15s",
            "camera",
            "pictures",
            "now",
            "then",
            "difference",
            "spread",
            "correlation",
            "ms now/then"));
    report.cameras().forEach(camera -> text.append("\n").append(line(camera)));
    return text.toString();
  }

  private static String line(ShadowReport.Difference one) {
    return String.format(
        Locale.ROOT,
        "%-28s %8d %8.1f %8.1f %+10.2f %8.2f %11s %7.1f/%.1f",
        one.camera(),
        one.pictures(),
        one.meanOld(),
        one.meanNew(),
        one.difference(),
        one.spread(),
        one.correlation().map(it -> String.format(Locale.ROOT, "%.3f", it)).orElse("-"),
        one.millisOld(),
        one.millisNew());
  }
}
