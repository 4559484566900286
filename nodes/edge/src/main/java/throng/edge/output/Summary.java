package throng.edge.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import throng.streams.tally.Snapshot;

/** What is said of a camera at the end: where every picture went, and what came of it. */
public final class Summary {
  private Summary() {}

  /** The camera's lines. */
  public static List<String> lines(CameraStatus camera) {
    Snapshot total = camera.tally().snapshot();
    if (!camera.isCounted()) {
      return List.of(camera.name() + ": captured " + total.captured() + ", not counted");
    }
    List<String> lines = new ArrayList<>();
    lines.add(camera.name() + ": " + identity(total));
    if (total.skippedTotal() > 0) {
      lines.add(camera.name() + ": skipped" + StatusLines.reasons(total.skipped()));
    }
    lines.add(camera.name() + ": " + results(camera, total));
    return lines;
  }

  /** Every picture is in exactly one place. */
  static String identity(Snapshot total) {
    return String.format(
        Locale.ROOT,
        "captured %d = counted %d + skipped %d + dropped %d + lost %d + under way %d",
        total.captured(),
        total.counted(),
        total.skippedTotal(),
        total.dropped(),
        total.lost(),
        total.underWay());
  }

  private static String results(CameraStatus camera, Snapshot total) {
    if (total.meanCount().isEmpty()) {
      return "no count";
    }
    double seconds = camera.seconds();
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "mean count %.2f", total.meanCount().getAsDouble()));
    CameraStatus.Truth truth = camera.truth();
    if (truth != null) {
      line.append(
          String.format(
              Locale.ROOT, " (true mean %.2f, mean error %.2f)", truth.mean(), truth.meanError()));
    }
    line.append(
        String.format(
            Locale.ROOT,
            ", %.1f frames a second in %.1f s, age p50 %.0f ms p99 %.0f ms",
            seconds > 0 ? total.counted() / seconds : 0,
            seconds,
            total.ageP50Nanos() / 1e6,
            total.ageP99Nanos() / 1e6));
    return line.toString();
  }
}
