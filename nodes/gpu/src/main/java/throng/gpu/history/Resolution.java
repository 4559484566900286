package throng.gpu.history;

import java.util.concurrent.TimeUnit;
import throng.gpu.history.Buckets.Alignment;

/** How much time a stored row covers. */
enum Resolution {
  SECONDS("seconds", 1),
  MINUTES("minutes", 60),
  HOURS("hours", 3600);

  private final String table;
  private final long seconds;

  Resolution(String table, long seconds) {
    this.table = table;
    this.seconds = seconds;
  }

  String table() {
    return table;
  }

  long seconds() {
    return seconds;
  }

  /** The last second of a row that begins then. */
  long last(long begin) {
    return begin + seconds - 1;
  }

  /** The begin of the row that this second belongs to. */
  long floor(long epochSecond) {
    return Math.floorDiv(epochSecond, seconds) * seconds;
  }

  /**
   * The coarsest one of which whole rows make a point.
   *
   * @param step a point's seconds
   * @param alignment where points may begin
   */
  static Resolution of(long step, Alignment alignment) {
    if (step % TimeUnit.HOURS.toSeconds(1) == 0 && alignment == Alignment.HOURS) {
      return HOURS;
    }
    return step % TimeUnit.MINUTES.toSeconds(1) == 0 ? MINUTES : SECONDS;
  }

  /**
   * The one with rows of so many seconds.
   *
   * @throws IllegalArgumentException if there is none, with a sentence for whoever asked
   */
  static Resolution ofRows(long seconds) {
    for (Resolution resolution : values()) {
      if (resolution.seconds == seconds) {
        return resolution;
      }
    }
    throw new IllegalArgumentException("A row is of 1, 60 or 3600 seconds.");
  }
}
