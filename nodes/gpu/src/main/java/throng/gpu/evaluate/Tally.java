package throng.gpu.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import throng.common.console.Console;
import throng.common.console.ProgressBar;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.Skipped;

/** Adds up one evaluation's answers as they come, in order; shows how far it is. */
final class Tally {
  private static final double SHOWN_EVERY_SECONDS = 0.2;
  private static final double WRITTEN_EVERY_SECONDS = 10;

  private final int total;
  private final Estimates estimates;
  private final Console console;
  private final Scores scores = new Scores();
  private final long start = System.nanoTime();
  private int uncounted;
  private double lastShown;

  Tally(int total, Estimates estimates, Console console) {
    this.total = total;
    this.estimates = estimates;
    this.console = console;
    console.status(List.of(ProgressBar.render(0, OptionalLong.of(total), 0)));
  }

  void add(Photograph photograph, FrameReply reply) {
    if (reply instanceof DensityMap map) {
      scores.add(photograph.heads(), map.count());
      estimates.add(photograph, OptionalDouble.of(map.count()));
    } else if (reply instanceof Skipped skipped) {
      uncounted++;
      estimates.add(photograph, OptionalDouble.empty());
      console.error(photograph.file() + ": " + skipped.reason() + ": " + skipped.sentence());
    }
    show();
  }

  Evaluation.Result result() {
    if (scores.pictures() == 0) {
      return new Evaluation.Result("No picture was counted.", uncounted);
    }
    return new Evaluation.Result(scores.line(scores.pictures() / seconds()), uncounted);
  }

  private void show() {
    int done = scores.pictures() + uncounted;
    double seconds = seconds();
    double interval = console.isTerminal() ? SHOWN_EVERY_SECONDS : WRITTEN_EVERY_SECONDS;
    if (seconds - lastShown >= interval || (done == total && console.isTerminal())) {
      lastShown = seconds;
      console.status(List.of(ProgressBar.render(done, OptionalLong.of(total), done / seconds)));
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
