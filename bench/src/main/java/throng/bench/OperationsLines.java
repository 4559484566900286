package throng.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
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
            "%d live cameras of 640 x 480, %s, %.1f frames/s there are: the page with %d viewers,"
                + " the history and the metrics beside counting; medians of %d times %.0f s",
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
    Lines.print(
        "%-36s %10.2f  Java still compiles; in no other figure",
        "with all, in the first %.0f s".formatted(OperationsRun.COMPILING_SECONDS), run.first());
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
        Lines.met(beside <= most && cutOff(run) == 0));
    if (cutOff(run) > 0) {
      Lines.print(
          "%d viewers that read were cut off, whose later pictures are in no figure.", cutOff(run));
    }
    Lines.print(
        "%-36s %10.2f ms of the node's processor for each of their seconds",
        "a viewer that reads", 1000 * Medians.of(run.viewerSeconds()));
  }

  /** Pictures a second that each viewer was sent. */
  private static double rate(OperationsRun run, List<Viewers.Share> shares, int viewers) {
    return median(shares, it -> it.pictures() / run.seconds() / Math.max(1, viewers));
  }

  private static long cutOff(OperationsRun run) {
    return Stream.concat(run.reading().stream(), run.stalling().stream())
        .mapToLong(Viewers.Share::cutOff)
        .sum();
  }

  private static double median(List<Viewers.Share> shares, ToDoubleFunction<Viewers.Share> value) {
    return Medians.of(shares.stream().mapToDouble(value).toArray());
  }

  static void history(int cameras, int seconds, HistoryHour.Cost cost) {
    Lines.title(
        "%d cameras with two zones each for %d s, on a clock that does not wait"
            .formatted(cameras, seconds));
    Lines.print("%-36s %10s %8s %10s %s", "", "p50, ms", "p99", "of a core", "");
    times("a second of all, and its alerts", cost.second(), "");
    times(
        "a batch of the history",
        cost.batch(),
        "%d rows in %d batches, %d lost; %.1f MB"
            .formatted(cost.rows(), cost.batches(), cost.lost(), cost.megabytes()));
  }

  private static void times(String what, HistoryHour.Times times, String more) {
    Lines.print(
        "%-36s %10.2f %8.2f %8.2f %%  %s",
        what, times.p50(), times.p99(), 100 * times.share(), more);
  }
}
