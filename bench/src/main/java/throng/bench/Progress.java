package throng.bench;

import java.util.OptionalLong;
import throng.streams.console.ProgressBar;

/** How far a measurement is, on the error output: the table alone goes to the output. */
final class Progress {
  private static final long START = System.nanoTime();

  private Progress() {}

  static void tell(String what, long done, long total) {
    if (System.console() == null && done < total && done % 60 != 0) {
      return;
    }
    double seconds = (System.nanoTime() - START) / 1e9;
    System.err.println(
        what
            + " "
            + ProgressBar.render(done, OptionalLong.of(total), done / Math.max(1e-9, seconds)));
  }
}
