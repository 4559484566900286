package throng.gpu.history;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.History.Compared;
import throng.actors.counts.History.Peak;
import throng.actors.counts.History.WeekHour;
import throng.actors.counts.Series;
import throng.gpu.history.StoredRows.StoredRow;

/**
 * What a series does by day and week, all of it corrected by the factors that were in force. Over
 * one connection, which is its user's to close.
 */
final class Patterns {
  private static final long HOUR = TimeUnit.HOURS.toSeconds(1);
  private static final long DAY = TimeUnit.DAYS.toSeconds(1);
  private static final int HOURS = 24;

  private final StoredRows rows;
  private final Series series;
  private final ZoneId zone;

  Patterns(StoredRows rows, Series series, ZoneId zone) {
    this.rows = rows;
    this.series = series;
    this.zone = zone;
  }

  List<Peak> peaks(long from, long to) throws SQLException {
    Buckets days = new Buckets(DAY, zone);
    Map<Long, StoredRow> highest = new LinkedHashMap<>();
    KeptRows kept = kept(from, to);
    each(kept, from, to, row -> highest.merge(days.begin(row.at()), row, Patterns::higher));
    List<Peak> peaks = new ArrayList<>();
    for (Map.Entry<Long, StoredRow> day : highest.entrySet()) {
      StoredRow row = highestMinute(day.getValue(), kept.of(day.getValue()));
      peaks.add(new Peak(day.getKey(), row.at(), row.most()));
    }
    return peaks;
  }

  private static StoredRow higher(StoredRow one, StoredRow other) {
    return other.most() > one.most() ? other : one;
  }

  /** Of an hour; the row itself where it is a minute, or the hour's are no longer all kept. */
  private StoredRow highestMinute(StoredRow within, Resolution resolution) throws SQLException {
    List<StoredRow> minutes = new ArrayList<>();
    if (resolution == Resolution.HOURS) {
      rows.each(
          series,
          Resolution.MINUTES,
          within.at(),
          within.at() + HOUR,
          row -> minutes.add(row.corrected()));
    }
    boolean areAllKept = minutes.stream().mapToLong(StoredRow::covered).sum() >= within.covered();
    return areAllKept ? minutes.stream().reduce(Patterns::higher).orElse(within) : within;
  }

  List<WeekHour> week(long from, long to) throws SQLException {
    Map<Integer, Sums> byHour = byHourOfWeek(from, to);
    List<WeekHour> week = new ArrayList<>();
    for (int hour = 0; hour < DayOfWeek.values().length * HOURS; hour++) {
      Sums sums = byHour.get(hour);
      if (sums != null) {
        week.add(new WeekHour(day(hour), hour % HOURS, sums.mean(), sums.most(), sums.covered()));
      }
    }
    return week;
  }

  List<Compared> compared(LocalDate any) throws SQLException {
    LocalDate monday = any.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Map<Integer, Sums> week = byHourOfWeek(midnight(monday), midnight(monday.plusWeeks(1)));
    Map<Integer, Sums> before = byHourOfWeek(midnight(monday.minusWeeks(1)), midnight(monday));
    List<Compared> compared = new ArrayList<>();
    for (int hour = 0; hour < DayOfWeek.values().length * HOURS; hour++) {
      compared.add(
          new Compared(day(hour), hour % HOURS, mean(week.get(hour)), mean(before.get(hour))));
    }
    return compared;
  }

  private Map<Integer, Sums> byHourOfWeek(long from, long to) throws SQLException {
    Map<Integer, Sums> byHour = new LinkedHashMap<>();
    each(
        kept(from, to),
        from,
        to,
        row -> byHour.computeIfAbsent(hourOfWeek(row.at()), any -> new Sums()).add(row));
    return byHour;
  }

  private void each(KeptRows kept, long from, long to, StoredRows.Visitor visitor)
      throws SQLException {
    kept.each(resolution(from, to).floor(from), to, row -> visitor.row(row.corrected()));
  }

  private KeptRows kept(long from, long to) throws SQLException {
    return new KeptRows(rows, series, resolution(from, to));
  }

  private Resolution resolution(long from, long to) {
    return Resolution.of(HOUR, Buckets.alignment(from, to, zone));
  }

  private int hourOfWeek(long epochSecond) {
    ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(zone);
    return time.getDayOfWeek().ordinal() * HOURS + time.getHour();
  }

  private static DayOfWeek day(int hourOfWeek) {
    return DayOfWeek.of(hourOfWeek / HOURS + 1);
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond();
  }

  private static OptionalDouble mean(@Nullable Sums sums) {
    return sums == null ? OptionalDouble.empty() : OptionalDouble.of(sums.mean());
  }
}
