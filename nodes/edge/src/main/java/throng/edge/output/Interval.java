package throng.edge.output;

import org.jspecify.annotations.Nullable;
import throng.streams.file.CsvCell;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * What one camera's pictures of one interval come to. One thread at a time.
 *
 * <p>The mean is that of the seconds' means, as in the history: pictures that come in bursts weigh
 * no more than others.
 */
final class Interval {
  private static final int MILLIS = 1000;

  private final IntervalClock.Place place;
  private long counted;
  private long withoutCount;
  private long second = Long.MIN_VALUE;
  private double sumOfSecond;
  private long countedInSecond;
  private double sumOfSeconds;
  private long covered;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private long mostAt;
  private @Nullable String model;

  Interval(IntervalClock.Place place) {
    this.place = place;
  }

  IntervalClock.Place place() {
    return place;
  }

  /**
   * Adds a picture.
   *
   * @param at its time, in milliseconds
   * @param by what counts at the node
   */
  void add(Outcome outcome, long at, String by) {
    if (!(outcome.reply() instanceof DensityMap map)) {
      withoutCount++;
      return;
    }
    counted++;
    model = by;
    least = Math.min(least, map.count());
    if (map.count() > most) {
      most = map.count();
      mostAt = at;
    }
    addToSecond(Math.floorDiv(at, MILLIS), map.count());
  }

  /**
   * Its row, without the line's end.
   *
   * @param partial why it is not whole; empty: it is
   * @param run when the program was started
   */
  String row(String camera, String partial, String run) {
    StringBuilder row = new StringBuilder(160);
    row.append(CsvCell.of(camera)).append(',').append(place.begin()).append(',');
    row.append(CsvRow.decimal(place.every().toMillis() / (double) MILLIS)).append(',');
    counts(row);
    row.append(counted).append(',').append(withoutCount).append(',').append(partial).append(',');
    row.append(run).append(',');
    if (model != null) {
      row.append(CsvCell.of(model));
    }
    return row.toString();
  }

  // No count is no number: 0 people would be one.
  private void counts(StringBuilder row) {
    if (counted == 0) {
      row.append(",,,,0,");
      return;
    }
    double mean = (sumOfSeconds + sumOfSecond / countedInSecond) / (covered + 1);
    row.append(CsvRow.decimal(mean)).append(',');
    row.append(CsvRow.decimal(least)).append(',').append(CsvRow.decimal(most)).append(',');
    row.append(place.moment(mostAt)).append(',').append(covered + 1).append(',');
  }

  // A clock that is set back within the interval adds to the second that it was set back in.
  private void addToSecond(long at, double count) {
    if (at > second && countedInSecond > 0) {
      sumOfSeconds += sumOfSecond / countedInSecond;
      covered++;
      sumOfSecond = 0;
      countedInSecond = 0;
    }
    second = Math.max(second, at);
    sumOfSecond += count;
    countedInSecond++;
  }
}
