package throng.gpu.web.past;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import throng.actors.counts.Series;
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
record HistoryQuery(Series series, long from, long to, long step, ZoneId zone) {
  private static final long MOST_POINTS = 5_000;
  private static final long LONGEST_STEP = 31 * 86_400L;
  private static final List<Long> ROWS = List.of(1L, 60L, 3_600L);

  /**
   * A chart's: {@code series}, {@code from}, {@code to}, {@code step} and {@code tz} of the query.
   *
   * @throws Problem 400 if one is wrong or lacking, 404 if the caller may not know of the camera
   */
  static HistoryQuery points(Call call) {
    HistoryQuery query = of(call);
    if (query.step < 1 || query.step > LONGEST_STEP) {
      throw Problem.of(400, "step must be from 1 to %d seconds.".formatted(LONGEST_STEP));
    } else if ((query.to - query.from) / query.step > MOST_POINTS) {
      throw Problem.of(
          400,
          "That is more than %d points: ask for less time, or a longer step."
              .formatted(MOST_POINTS));
    }
    return query;
  }

  /** A file's: {@code step} is 1, 60 or 3600, as rows are kept. */
  static HistoryQuery rows(Call call) {
    HistoryQuery query = of(call);
    if (!ROWS.contains(query.step)) {
      throw Problem.of(400, "step must be 1, 60 or 3600 seconds.");
    }
    return query;
  }

  /** What needs no step: {@code series}, {@code from}, {@code to} and {@code tz}. */
  static HistoryQuery of(Call call) {
    Series series = series(call);
    long from = time(call, "from");
    long to = time(call, "to");
    if (to <= from) {
      throw Problem.of(400, "to must be later than from.");
    }
    return new HistoryQuery(
        series, from, to, call.query("step", 1, Integer.MAX_VALUE, 60), zone(call));
  }

  /** The query's {@code series}, of a camera that the caller may know of. */
  static Series series(Call call) {
    Series series =
        text(call, "series")
            .flatMap(Series::parse)
            .orElseThrow(() -> Problem.of(400, "series must be node/camera or node/camera/zone."));
    if (!call.signedIn().sees(series.camera())) {
      throw Problem.of(404, "There is no such camera.");
    }
    return series;
  }

  private static long time(Call call, String name) {
    String text = text(call, name).orElse("");
    try {
      return Instant.parse(text).getEpochSecond();
    } catch (DateTimeException e) {
      throw Problem.of(400, name + " must be a time in UTC, as 2026-11-26T07:30:00Z.");
    }
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
