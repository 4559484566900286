package throng.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import throng.gpu.history.HistoryHour;

/** Prints what operations take from counting, and cost. */
final class OperationsLines {
  private static final double REQUIRED = 0.97;
  // Of what others are sent while one viewer stalls.
  private static final double TIMES_AGE = 1.25;
  private static final double MORE_AGE_MS = 100;

  private OperationsLines() {}

  static void run(String model, OperationsRun run, int rounds) {
    Lines.title(
        String.format(
            Locale.ROOT,
            "%d live cameras of 640 x 480, %s, %.1f frames/s there are: the page with %d viewers, the"
                + " history and the metrics beside counting; medians of %d times %.0f s",
            run.cameraNumber(),
            model,
            run.capacity(),
            run.viewerNumber(),
            rounds,
            run.seconds()));
    Lines.print("%-36s %10s %8s %10s", "", "frames/s", "ratio", "at least");
    double ratio = Medians.ratio(run.beside(), run.alone());
    Lines.print("%-36s %10.2f", "without any of them", Medians.of(run.alone()));
    Lines.print(
        "%-36s %10.2f %8.3f %10.2f  %s",
        "with all, one viewer never reads",
        Medians.of(run.beside()),
        ratio,
        REQUIRED,
        Lines.met(ratio >= REQUIRED));
    watching(run);
  }

  private static void watching(OperationsRun run) {
    double usual = median(run.reading(), Viewers.Share::ageP99);
    double most = Math.max(TIMES_AGE * usual, usual + MORE_AGE_MS);
    double beside = median(run.stalling(), Viewers.Share::ageP99);
    Lines.print(
        "%-36s %10s %8s %10s %10s",
        "Half as many frames", "age p50", "p99, ms", "at most", "pictures/s");
    Lines.print(
        "%-36s %10.1f %8.1f %10s %10.1f",
        "at viewers, all of whom read",
        median(run.reading(), Viewers.Share::ageP50),
        usual,
        "",
        rate(run, run.reading(), run.viewerNumber()));
    Lines.print(
        "%-36s %10.1f %8.1f %10.1f %10.1f  %s",
        "at the others, beside one that stalls",
        median(run.stalling(), Viewers.Share::ageP50),
        beside,
        most,
        rate(run, run.stalling(), run.viewerNumber() - 1),
        Lines.met(beside <= most));
    Lines.print(
        "%-36s %10.2f ms of the node's processor for each of their seconds",
        "a viewer that reads", 1000 * Medians.of(run.viewerSeconds()));
  }

  /** Pictures a second that each viewer was sent. */
  private static double rate(OperationsRun run, List<Viewers.Share> shares, int viewers) {
    return median(shares, it -> it.pictures() / run.seconds() / Math.max(1, viewers));
  }

  private static double median(List<Viewers.Share> shares, ToDoubleFunction<Viewers.Share> value) {
    return Medians.of(shares.stream().mapToDouble(value).toArray());
  }

  static void history(int cameras, int seconds, HistoryHour.Cost cost) {
    Lines.title(
        "The history of %d cameras for %d s, on a clock that does not wait"
            .formatted(cameras, seconds));
    Lines.print(
        "%d rows in %d batches, %d lost; a batch p50 %.2f ms, p99 %.2f ms; %.2f %% of a core; %.1f"
            + " MB",
        cost.rows(),
        cost.batches(),
        cost.lost(),
        cost.p50(),
        cost.p99(),
        100 * cost.share(),
        cost.megabytes());
  }
}
