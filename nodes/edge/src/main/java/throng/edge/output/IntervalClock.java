package throng.edge.output;

import java.time.Duration;
import java.time.Instant;
import throng.streams.camera.Picture;
import throng.streams.frame.Mode;

/**
 * Which interval a picture belongs to.
 *
 * <p>Intervals begin at each whole one of their length: in UTC, by the time of capture; in a film
 * that is counted as fast as it goes, from its beginning, by its own time.
 *
 * @param every how long an interval is
 */
record IntervalClock(Duration every, Mode mode) {
  private static final double MILLIS = 1000;

  /**
   * An interval.
   *
   * @param number how many of its length lie before it
   * @param every how long it is
   * @param ofFilm whether it counts from the beginning of a film, or from 1970
   */
  record Place(long number, Duration every, boolean ofFilm) {
    /** The cells {@code from} and {@code position_s}, of which one is empty. */
    String begin() {
      return ofFilm ? "," + moment(beginMillis()) : moment(beginMillis()) + ",";
    }

    /** A moment in it: in UTC, or in the film's seconds. */
    String moment(long millis) {
      return ofFilm ? CsvRow.decimal(millis / MILLIS) : CsvRow.time(Instant.ofEpochMilli(millis));
    }

    long beginMillis() {
      return number * every.toMillis();
    }

    Instant end() {
      return Instant.ofEpochMilli(beginMillis()).plus(every);
    }
  }

  Place place(Picture picture) {
    return new Place(Math.floorDiv(millis(picture), every.toMillis()), every, isOfFilm(picture));
  }

  /** The picture's time, from 1970 or from the beginning of its film. */
  long millis(Picture picture) {
    return isOfFilm(picture)
        ? Math.round(picture.positionSeconds().orElseThrow() * MILLIS)
        : picture.capturedMillis();
  }

  private boolean isOfFilm(Picture picture) {
    return mode == Mode.LOSSLESS && picture.positionSeconds().isPresent();
  }
}
