package throng.edge.output;

import java.io.IOException;
import throng.common.console.Console;
import throng.streams.log.RateLimitedLog;

/** Says on the console what goes wrong with an output. */
final class ToldListener implements ViewListener {
  private static final int OUTAGES_AT_ONCE = 4;

  private final Console console;
  private final RateLimitedLog log;
  private final Output output;
  private final Runnable incomplete;

  /**
   * What is told of.
   *
   * @param name the option, with its file
   * @param outcomes what it holds: rows, say
   * @param again when it is tried again
   * @param isKept whether it is to hold all; a window is not
   */
  record Output(String name, String outcomes, String again, boolean isKept) {}

  /**
   * @param incomplete told where something is missing
   */
  ToldListener(Console console, Output output, Runnable incomplete) {
    this.console = console;
    this.output = output;
    this.incomplete = incomplete;
    this.log = RateLimitedLog.lines(console::error, OUTAGES_AT_ONCE);
  }

  @Override
  public void failed(IOException why) {
    log.write(
        "outages",
        output.name()
            + (output.isKept() ? ": cannot be written (" : ": cannot be shown (")
            + OutputFiles.reason(why)
            + "). Counting goes on. "
            + output.again());
  }

  @Override
  public void goesOn(long missing) {
    if (missing > 0 && output.isKept()) {
      incomplete.run();
    }
    String goesOn = output.isKept() ? ": is written again; " : ": is shown again; ";
    log.write("ends of outages", output.name() + goesOn + missing(missing) + ".");
  }

  @Override
  public void lacks(long missing) {
    if (!output.isKept()) {
      return;
    }
    incomplete.run();
    if (missing > 0) {
      console.error(output.name() + ": " + missing(missing) + " at its end.");
    }
  }

  @Override
  public void leftOut(long frames) {
    if (!output.isKept()) {
      return;
    }
    incomplete.run();
    console.error(
        output.name()
            + ": "
            + frames
            + " frames were left out, because writing was slower than the camera.");
  }

  private String missing(long outcomes) {
    if (outcomes == 0) {
      return "none of its " + output.outcomes() + " is missing";
    }
    return outcomes == 1
        ? "1 of its " + output.outcomes() + " is missing"
        : outcomes + " " + output.outcomes() + " are missing";
  }
}
