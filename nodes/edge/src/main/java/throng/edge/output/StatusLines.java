package throng.edge.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import throng.common.console.Console;
import throng.common.console.ProgressBar;
import throng.streams.frame.SkipReason;
import throng.streams.tally.Interval;
import throng.streams.tally.Snapshot;

/** One line a camera that tells how it fares; redrawn every second on a terminal. One thread. */
public final class StatusLines {
  private final List<CameraStatus> cameras;
  private final Console console;
  private final int plainEvery;
  private int seconds;

  /**
   * The lines of all cameras.
   *
   * @param plainEvery where there is no terminal: so many seconds from one line to the next
   */
  public StatusLines(List<CameraStatus> cameras, Console console, int plainEvery) {
    this.cameras = List.copyOf(cameras);
    this.console = console;
    this.plainEvery = plainEvery;
  }

  /** To be called every second. */
  public void everySecond() {
    seconds++;
    if (console.isTerminal() || seconds % plainEvery == 0) {
      console.status(cameras.stream().map(StatusLines::line).toList());
    }
  }

  static String line(CameraStatus camera) {
    Interval now = camera.tally().interval();
    StringBuilder line = new StringBuilder(camera.name()).append(": ");
    if (!camera.isCounted()) {
      return line.append(camera.viewers().orElse("")).toString();
    }
    if (camera.total().isPresent()) {
      long done = now.total().captured() - now.total().underWay();
      line.append(ProgressBar.render(done, camera.total(), overallRate(camera, done)));
      line.append(", ");
    }
    line.append("count ").append(count(now.lastCount()));
    Integer truth = camera.lastTruth();
    if (truth != null) {
      line.append(" (true ").append(truth).append(')');
    }
    line.append(String.format(Locale.ROOT, ", %.1f fps", now.perSecond()));
    line.append(
        String.format(
            Locale.ROOT,
            ", age p50 %.0f ms p99 %.0f ms",
            now.ageP50Nanos() / 1e6,
            now.ageP99Nanos() / 1e6));
    appendMissing(line, now.total());
    line.append(", ").append(camera.state());
    camera.viewers().ifPresent(viewers -> line.append(", ").append(viewers));
    return line.toString();
  }

  private static double overallRate(CameraStatus camera, long done) {
    double seconds = camera.seconds();
    return seconds > 0 ? done / seconds : 0;
  }

  private static String count(OptionalDouble count) {
    return count.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", count.getAsDouble());
  }

  private static void appendMissing(StringBuilder line, Snapshot total) {
    line.append(", dropped ").append(total.dropped());
    line.append(", skipped ").append(total.skippedTotal());
    line.append(reasons(total.skipped()));
    if (total.lost() > 0) {
      line.append(", lost ").append(total.lost());
    }
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
