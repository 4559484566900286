package throng.bench;

import java.util.OptionalLong;
import throng.common.console.ProgressBar;

/** How far a measurement is, on the error output: the table alone goes to the output. */
final class Progress {
  private final String what;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private long toldNanos = start;

  /**
   * @param total how many steps there are
   */
  Progress(String what, long total) {
    this.what = what;
    this.total = total;
  }

  /** One step more is done; told at most every five seconds, and at the end. */
  void step() {
    done++;
    long now = System.nanoTime();
    if (done < total && now - toldNanos < 5_000_000_000L) {
      return;
    }
    toldNanos = now;
    double perSecond = done / Math.max(1e-9, (now - start) / 1e9);
    System.err.println(what + " " + ProgressBar.render(done, OptionalLong.of(total), perSecond));
  }
}
