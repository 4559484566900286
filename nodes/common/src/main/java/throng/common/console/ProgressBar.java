package throng.common.console;

import java.util.Locale;
import java.util.OptionalLong;

/** One line that tells how far long work is, and when it will be done. */
public final class ProgressBar {
  private static final int CELLS = 24;

  private ProgressBar() {}

  /**
   * The line.
   *
   * @param done pieces done
   * @param total pieces in all, if known
   * @param perSecond pieces a second; 0: not known yet
   */
  public static String render(long done, OptionalLong total, double perSecond) {
    if (total.isEmpty() || total.getAsLong() <= 0) {
      return String.format(Locale.ROOT, "%d done, %.1f a second", done, perSecond);
    }
    double share = Math.min(1, (double) done / total.getAsLong());
    int full = (int) (share * CELLS);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d/%d %3.0f %% %.1f a second, %s",
        "#".repeat(full),
        ".".repeat(CELLS - full),
        done,
        total.getAsLong(),
        100 * share,
        perSecond,
        left(total.getAsLong() - done, perSecond));
  }

  private static String left(long pieces, double perSecond) {
    if (pieces <= 0) {
      return "done";
    }
    if (perSecond <= 0) {
      return "time left not known yet";
    }
    long seconds = (long) Math.ceil(pieces / perSecond);
    if (seconds < 60) {
      return seconds + " s left";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d min %02d s left", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min left", seconds / 3600, seconds / 60 % 60);
  }
}
