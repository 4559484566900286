package throng.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/** Prints what attacks did, a block for each. */
final class HostileLines {
  private static final String ROW = "  %-22s %10s %10s %10s  %s";

  private HostileLines() {}

  static void head(String model, double seconds, double offered) {
    Lines.title(
        String.format(
            Locale.ROOT,
            "%d live cameras of 640 x 480 beside attacks of %.0f s, %s; they offer %.0f %% of the"
                + " frames a second that there are",
            HonestCameras.CAMERAS,
            seconds,
            model,
            100 * offered));
  }

  static void block(HostileRun run) {
    HonestCameras.Share without = run.without().share();
    HonestCameras.Share with = run.with().share();
    Lines.print(
        "%d %s; %.1f frames/s there are",
        run.attack().number(), run.attack().description(), run.capacity());
    Lines.print(ROW, "", "without", "with", "bound", "");
    row(
        "frames/s",
        without.framesPerSecond(),
        with.framesPerSecond(),
        OptionalDouble.of(run.leastFrames()),
        Lines.met(run.keepsFrames()));
    row(
        "age p99, ms",
        without.ageP99(),
        with.ageP99(),
        OptionalDouble.of(run.highestAge()),
        Lines.met(run.staysYoung()));
    memory(run);
    Lines.print(
        ROW, "connections lost", without.lost(), with.lost(), 0, Lines.met(run.losesNobody()));
    if (run.slowestEntry() >= 0) {
      Lines.print(
          ROW,
          "slowest to get in, ms",
          "",
          run.slowestEntry(),
          HostileRun.ENTRY_MILLIS,
          Lines.met(run.letsIn()));
    }
    run.did().forEach(line -> Lines.print("  - %s", line));
    if (!run.end().isEmpty()) {
      Lines.print("  The node ended: %s", run.end());
    }
  }

  private static void memory(HostileRun run) {
    MemoryWatch.Highest without = run.without().memory();
    MemoryWatch.Highest with = run.with().memory();
    String met = run.budget().heap().isEmpty() ? "no budget told" : Lines.met(run.staysSmall());
    row("resident, MB", without.resident(), with.resident(), run.highestResident(), met);
    row("heap in use, MB", without.used(), with.used(), run.highestUsed(), met);
  }

  private static void row(
      String what, double without, double with, OptionalDouble bound, String met) {
    Lines.print(
        ROW,
        what,
        number(without),
        number(with),
        bound.isEmpty() ? "n/a" : number(bound.getAsDouble()),
        met);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
