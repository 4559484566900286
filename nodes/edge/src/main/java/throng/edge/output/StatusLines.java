package throng.edge.output;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.common.console.Console;
import throng.common.console.ProgressBar;
import throng.common.console.StatusTable;
import throng.common.console.StatusTable.Row;
import throng.common.console.TerminalSize;
import throng.common.names.NaturalOrder;
import throng.streams.frame.SkipReason;
import throng.streams.tally.Interval;
import throng.streams.tally.IntervalReader;
import throng.streams.tally.Snapshot;

/**
 * One line a camera that tells how it fares, and one for all of them; redrawn every second on a
 * terminal, where they fit into it. One thread.
 */
public final class StatusLines {
  /** For how many seconds each page stands, where there are more cameras than rows. */
  private static final int PAGE_SECONDS = 5;

  private final List<Line> lines;
  private final Console console;
  private final int plainEvery;
  private int seconds;

  private record Line(CameraStatus camera, IntervalReader intervals) {}

  /**
   * The lines of all cameras, ordered by their names.
   *
   * @param plainEvery where there is no terminal: so many seconds from one line to the next
   */
  public StatusLines(List<CameraStatus> cameras, Console console, int plainEvery) {
    this.lines =
        cameras.stream()
            .sorted(Comparator.comparing(CameraStatus::name, NaturalOrder.INSTANCE))
            .map(camera -> new Line(camera, new IntervalReader(camera.tally())))
            .toList();
    this.console = console;
    this.plainEvery = plainEvery;
  }

  /** To be called every second. */
  public void everySecond() {
    seconds++;
    if (console.isTerminal() || seconds % plainEvery == 0) {
      console.status(render(console.size()));
    }
  }

  private List<String> render(Optional<TerminalSize> size) {
    Map<CameraStatus, Interval> now = new LinkedHashMap<>();
    lines.forEach(line -> now.put(line.camera(), line.intervals().next()));
    List<Row> rows =
        now.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList();
    List<Row> all = lines.size() > 1 ? List.of(total(now)) : List.of();
    return size.map(fit -> StatusTable.render(rows, all, fit, seconds / PAGE_SECONDS))
        .orElseGet(() -> Stream.concat(rows.stream(), all.stream()).map(Row::text).toList());
  }

  /** A camera's line, the most important first. */
  static Row row(CameraStatus camera, Interval now) {
    String viewers = camera.viewers().orElse("");
    if (!camera.isCounted()) {
      return new Row(camera.name(), List.of(viewers));
    }
    return new Row(
        camera.name(),
        List.of(
            camera.state(),
            camera.countless().orElseGet(() -> "count " + count(now.lastCount()) + truth(camera)),
            String.format(Locale.ROOT, "%.1f fps", now.perSecond()),
            progress(camera, now.total()),
            age(now),
            missing(now.total()),
            viewers));
  }

  /** All cameras together: the people of those that have a count. */
  static Row total(Map<CameraStatus, Interval> now) {
    List<CameraStatus> counted = now.keySet().stream().filter(CameraStatus::isCounted).toList();
    List<CameraStatus> fresh = counted.stream().filter(CameraStatus::isCountFresh).toList();
    double people =
        fresh.stream()
            .map(camera -> Objects.requireNonNull(now.get(camera)).lastCount())
            .mapToDouble(count -> count.orElse(0))
            .sum();
    double perSecond = now.values().stream().mapToDouble(Interval::perSecond).sum();
    return new Row(
        "all",
        List.of(
            "%d of %d counted".formatted(fresh.size(), counted.size()),
            fresh.isEmpty() ? "no count" : String.format(Locale.ROOT, "count %.1f", people),
            String.format(Locale.ROOT, "%.1f fps", perSecond)));
  }

  private static String progress(CameraStatus camera, Snapshot total) {
    long done = total.captured() - total.underWay();
    return camera.total().isPresent()
        ? ProgressBar.render(done, camera.total(), overallRate(camera, done))
        : "";
  }

  private static String truth(CameraStatus camera) {
    Integer truth = camera.lastTruth();
    return truth == null ? "" : " (true " + truth + ")";
  }

  private static String age(Interval now) {
    return now.counted() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "age p50 %.0f ms p99 %.0f ms",
            now.ageP50Nanos() / 1e6,
            now.ageP99Nanos() / 1e6);
  }

  private static double overallRate(CameraStatus camera, long done) {
    double seconds = camera.seconds();
    return seconds > 0 ? done / seconds : 0;
  }

  private static String count(OptionalDouble count) {
    return count.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", count.getAsDouble());
  }

  private static String missing(Snapshot total) {
    String missing =
        "dropped %d, skipped %d%s"
            .formatted(total.dropped(), total.skippedTotal(), reasons(total.skipped()));
    return total.lost() > 0 ? missing + ", lost " + total.lost() : missing;
  }

  /** {@code " (EXPIRED 2, OVERLOADED 5)"}, or nothing where there is none. */
  static String reasons(Map<SkipReason, Long> skipped) {
    if (skipped.isEmpty()) {
      return "";
    }
    return skipped.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
