package throng.actors.counts;

import akka.Done;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import throng.streams.frame.CameraId;

/** What a page asks of the past beyond its points. Any thread may use it, but may wait. */
public interface History extends HistoryReader, AlertHistory {
  /**
   * A day's highest count.
   *
   * @param day its begin, since 1970-01-01 UTC
   * @param epochSecond the begin of the minute that has it; of the hour where minutes are no longer
   *     kept
   * @param people corrected by the factor that was in force then
   */
  record Peak(long day, long epochSecond, double people) {}

  /**
   * An hour of the week over several weeks.
   *
   * @param hour 0 to 23, of the zone's clock
   * @param mean in people, corrected by the factors that were in force
   * @param max the highest count, likewise
   * @param covered how many of its seconds have a count, of all weeks
   */
  record WeekHour(DayOfWeek day, int hour, double mean, double max, long covered) {}

  /**
   * An hour of a week, and the same hour of the week before.
   *
   * @param mean in people, corrected by the factors that were in force; empty: it has no count
   * @param before likewise
   */
  record Compared(DayOfWeek day, int hour, OptionalDouble mean, OptionalDouble before) {}

  /**
   * What is kept of a series.
   *
   * @param first the begin of its first hour, since 1970-01-01 UTC
   * @param last the begin of its last hour
   */
  record Kept(Series series, long first, long last) {}

  /**
   * For how long rows are kept.
   *
   * @param seconds a row a second
   * @param minutes a row a minute
   * @param hours a row an hour
   * @param alerts each begin and end of one
   */
  record Keeping(Duration seconds, Duration minutes, Duration hours, Duration alerts) {}

  /** For how long what is counted now will be kept. */
  Keeping keeping();

  /** The peak of each day that has a count, by time. */
  List<Peak> peaks(Series series, long from, long to, ZoneId zone) throws IOException;

  /** Each hour of the week that has a count, Monday's first. */
  List<WeekHour> week(Series series, long from, long to, ZoneId zone) throws IOException;

  /**
   * The 168 hours of a week beside those of the week before, by the zone's clock; an hour that this
   * clock has twice is one, and one that it leaves out has no count.
   *
   * @param monday the week's first day; any day will do
   */
  List<Compared> compared(Series series, LocalDate monday, ZoneId zone) throws IOException;

  /** Every series of which anything is kept, by name. */
  List<Kept> kept() throws IOException;

  /**
   * Deletes everything of a camera and its zones, alerts too; fails with an {@link IOException}.
   */
  CompletionStage<Done> erase(CameraId camera);
}
