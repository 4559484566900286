package throng.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import throng.streams.log.Reason;

/** Prints what one proof shows, a line for each figure, as it is measured. */
final class ProofLines {
  private static final String ROW = "%5s  %-78s %9s %8s  %s";

  private final int number;

  ProofLines(int number) {
    this.number = number;
  }

  static void head() {
    Lines.print(ROW, "proof", "", "measured", "bound", "");
  }

  void seconds(String shown, double measured, Duration atMost) {
    atMost(shown, measured, atMost.toMillis() / 1e3, " s");
  }

  void ratio(String shown, double measured, double atMost) {
    atMost(shown, measured, atMost, "");
  }

  private void atMost(String shown, double measured, double atMost, String unit) {
    line(
        shown,
        String.format(Locale.ROOT, "%.2f%s", measured, unit),
        String.format(Locale.ROOT, "%.1f%s", atMost, unit),
        Lines.met(measured <= atMost));
  }

  void number(String shown, long measured, long atMost) {
    line(shown, Long.toString(measured), Long.toString(atMost), Lines.met(measured <= atMost));
  }

  /** Of what there is one, no more and no less. */
  void one(String shown, long measured) {
    line(shown, Long.toString(measured), "1", Lines.met(measured == 1));
  }

  /** A figure that nothing bounds. */
  void seconds(String shown, double measured) {
    line(shown, String.format(Locale.ROOT, "%.2f s", measured), "-", "");
  }

  /**
   * How long the last of all cameras was away, or how many are no more.
   *
   * @param again after how many seconds each was counted again
   */
  void again(String shown, Map<String, Double> again, int cameras, Duration atMost) {
    if (again.size() == cameras) {
      seconds(shown, SiteRows.last(again), atMost);
    } else {
      String back = "%d of %d".formatted(again.size(), cameras);
      line(shown, back, atMost.toSeconds() + " s", Lines.met(false));
    }
  }

  /** What is shown elsewhere. */
  void elsewhere(String shown, String where) {
    line(shown, "-", "-", where);
  }

  /** Why there are no more of its figures; all that is known of it goes to the error output. */
  void failed(Exception failure) {
    line(Reason.of(failure), "failed", "-", Lines.met(false));
    System.err.println("Proof " + number + ":");
    failure.printStackTrace();
  }

  private void line(String shown, String measured, String atMost, String met) {
    Lines.print(ROW, number, shown, measured, atMost, met);
  }
}
