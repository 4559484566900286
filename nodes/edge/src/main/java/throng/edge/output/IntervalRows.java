package throng.edge.output;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;

/**
 * Writes a row for each interval in which a camera had a picture: the mean and the peak.
 *
 * <p>A row is written when a picture of another interval comes, when the camera ends, or, of a live
 * camera that has fallen silent, {@link #LATE} after the interval.
 */
final class IntervalRows implements View {
  static final String HEADER =
      "camera,from,position_s,every_s,mean,least,most,most_at,covered_s,"
          + "counted,without_count,partial,run,model";

  /** An answer that comes later than this begins a second row of its interval. */
  static final Duration LATE = Duration.ofSeconds(10);

  private final String camera;
  private final IntervalClock intervals;
  private final LongFunction<String> model;
  private final CsvFile file;
  private final InstantSource clock;
  private final Instant start;
  private @Nullable Interval open;
  private boolean isFirst = true;

  /**
   * @param model what counted the frame of a number
   * @param start of the program's run
   */
  IntervalRows(
      String camera,
      IntervalClock intervals,
      LongFunction<String> model,
      CsvFile file,
      InstantSource clock,
      Instant start) {
    this.camera = camera;
    this.intervals = intervals;
    this.model = model;
    this.file = file;
    this.clock = clock;
    this.start = start;
  }

  @Override
  public void show(Outcome outcome) {
    IntervalClock.Place place = intervals.place(outcome.frame().picture());
    Interval current = open;
    if (current == null || !current.place().equals(place)) {
      end(false);
      current = new Interval(place);
      open = current;
    }
    current.add(
        outcome,
        intervals.millis(outcome.frame().picture()),
        model.apply(outcome.frame().sequence()));
  }

  @Override
  public void everySecond() {
    Interval current = open;
    if (current != null
        && intervals.mode() == Mode.LIVE
        && clock.instant().isAfter(current.place().end().plus(LATE))) {
      end(false);
    }
    file.flush();
  }

  @Override
  public void close() {
    end(true);
    file.flush();
  }

  private void end(boolean isLast) {
    Interval ended = open;
    if (ended == null) {
      return;
    }
    file.write(ended.row(camera, partial(ended.place(), isLast), CsvRow.time(start)));
    open = null;
    isFirst = false;
  }

  private String partial(IntervalClock.Place place, boolean isLast) {
    boolean isBegun =
        isFirst && !place.ofFilm() && start.isAfter(Instant.ofEpochMilli(place.beginMillis()));
    if (isBegun) {
      return isLast ? "begin and end" : "begin";
    }
    return isLast ? "end" : "";
  }
}
