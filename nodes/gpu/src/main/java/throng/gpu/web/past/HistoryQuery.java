package throng.gpu.web.past;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;

/**
 * What is asked of the past.
 *
 * @param from in seconds since 1970-01-01 UTC, included
 * @param to likewise, not included
 * @param step seconds a point
 * @param zone in which days begin
 */
record HistoryQuery(Subject subject, long from, long to, long step, ZoneId zone) {
  static final long MOST_POINTS = 5_000;

  /** Of the year 9999: beyond it a zone's clock has no sums. */
  static final long LAST_SECOND = 253_402_300_799L;

  private static final long LONGEST_STEP = 31 * 86_400L;
  private static final List<Long> ROWS = List.of(1L, 60L, 3_600L);

  /**
   * A chart's: {@code series} or {@code group}, {@code from}, {@code to}, {@code step} and {@code
   * tz} of the query.
   *
   * @throws Problem 400 if one is wrong or lacking, 404 if the caller may not know of the camera
   */
  static HistoryQuery points(Call call, Groups groups) {
    HistoryQuery query = of(call, groups);
    if (query.step < 1 || query.step > LONGEST_STEP) {
      throw Problem.of(400, "step must be from 1 to %d seconds.".formatted(LONGEST_STEP));
    } else if ((query.to - query.from) / query.step > MOST_POINTS) {
      throw tooMany();
    }
    return query;
  }

  /** More points than there may be: also where days cut some in two. */
  static Problem tooMany() {
    return Problem.of(
        400,
        "That is more than %d points: ask for less time, or a longer step.".formatted(MOST_POINTS));
  }

  /** A file's: {@code step} is 1, 60 or 3600, as rows are kept. */
  static HistoryQuery rows(Call call, Groups groups) {
    HistoryQuery query = of(call, groups);
    if (!ROWS.contains(query.step)) {
      throw Problem.of(400, "step must be 1, 60 or 3600 seconds.");
    }
    return query;
  }

  /** What needs no step: the subject, {@code from}, {@code to} and {@code tz}. */
  static HistoryQuery of(Call call, Groups groups) {
    Subject subject = Subject.of(call, groups);
    long from = time(call, "from");
    long to = time(call, "to");
    if (to <= from) {
      throw Problem.of(400, "to must be later than from.");
    }
    return new HistoryQuery(
        subject, from, to, call.query("step", 1, Integer.MAX_VALUE, 60), zone(call));
  }

  private static long time(Call call, String name) {
    return time(name, text(call, name).orElse("")).getEpochSecond();
  }

  /** A time of the query, since 1970-01-01 UTC; empty: it is not said. */
  static OptionalLong millis(Call call, String name) {
    Optional<String> text = text(call, name);
    return text.isPresent()
        ? OptionalLong.of(time(name, text.get()).toEpochMilli())
        : OptionalLong.empty();
  }

  private static Instant time(String name, String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.getEpochSecond() >= 0 && time.getEpochSecond() <= LAST_SECOND) {
        return time;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw Problem.of(
        400, name + " must be a time in UTC from 1970 to 9999, as 2026-11-26T07:30:00Z.");
  }

  /** The query's {@code tz}. */
  static ZoneId zone(Call call) {
    try {
      return ZoneId.of(text(call, "tz").orElse("UTC"));
    } catch (DateTimeException e) {
      throw Problem.of(400, "tz must be a time zone, as Europe/Berlin.");
    }
  }

  static Optional<String> text(Call call, String name) {
    return call.request().getUri().query().get(name);
  }
}
