package throng.gpu.web.past;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import throng.actors.counts.History;
import throng.actors.counts.History.Compared;
import throng.actors.counts.History.Peak;
import throng.actors.counts.History.WeekHour;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.Series;

/**
 * What several cameras had together: the sum of their means. Where one of them has no count the
 * others are summed up, and told how many they are: nothing is made up for it.
 */
final class GroupPast implements Past {
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;

  /** A camera each, of all points together: what one answer may read. */
  private static final long MOST = 2_000_000;

  /** Of all cameras together: what is read of them for one answer. */
  private static final long MOST_ROWS = 10_000_000;

  /** One reading gives at most so many days' hours. */
  private static final long DAYS_AT_ONCE = HistoryQuery.MOST_POINTS / 25;

  private final History history;
  private final List<Series> cameras;

  GroupPast(History history, List<Series> cameras) {
    this.history = history;
    this.cameras = List.copyOf(cameras);
  }

  /** One point of each camera that has one. */
  private static final class Together {
    private double mean;
    private double min;
    private double max;
    private double corrected;
    private double covered = Double.POSITIVE_INFINITY;
    private int cameras;

    void add(Point point) {
      mean += point.mean();
      min += point.min();
      max += point.max();
      corrected += point.people();
      covered = Math.min(covered, point.covered());
      cameras++;
    }

    Sum sum(long begin, int all) {
      double factor = mean > 0 ? corrected / mean : 1;
      return new Sum(
          new Point(begin, mean, min, max, cameras < all ? 0 : covered, factor), cameras);
    }
  }

  /**
   * The least and the most are the sums of the cameras', which need not have come at one moment;
   * covered is that of the camera that was counted for the shortest time, 0 where one was not.
   */
  @Override
  public List<Sum> points(long from, long to, long step, ZoneId zone) throws IOException {
    if ((to - from) / step * cameras.size() > MOST) {
      throw tooMuch("ask for less time, or a longer step");
    }
    long row = row(from, to, step, zone);
    bound(Math.min(to - from, kept(row)), row);
    Map<Long, Together> byTime = new TreeMap<>();
    for (Series camera : cameras) {
      for (Point point : history.read(camera, from, to, step, zone)) {
        byTime.computeIfAbsent(point.epochSecond(), any -> new Together()).add(point);
      }
    }
    List<Sum> sums = new ArrayList<>();
    byTime.forEach((begin, together) -> sums.add(together.sum(begin, cameras.size())));
    return sums;
  }

  /** Each day's hour with the highest corrected mean, which is its {@code people}. */
  @Override
  public List<Peak> peaks(long from, long to, ZoneId zone) throws IOException {
    bound(to - from, row(from, to, HOUR, zone));
    Map<Long, Peak> byDay = new TreeMap<>();
    for (long begin = from; begin < to; ) {
      long end = Math.min(to, midnight(begin, DAYS_AT_ONCE, zone));
      addPeaks(begin, end, zone, byDay);
      begin = end;
    }
    return List.copyOf(byDay.values());
  }

  private void addPeaks(long from, long to, ZoneId zone, Map<Long, Peak> byDay) throws IOException {
    for (Sum sum : points(from, to, HOUR, zone)) {
      long at = sum.point().epochSecond();
      long day = midnight(at, 0, zone);
      byDay.merge(
          day,
          new Peak(day, at, sum.point().people()),
          (one, other) -> other.people() > one.people() ? other : one);
    }
  }

  /** So many days after the day that this second is in. */
  private static long midnight(long epochSecond, long days, ZoneId zone) {
    return Instant.ofEpochSecond(epochSecond)
        .atZone(zone)
        .toLocalDate()
        .plusDays(days)
        .atStartOfDay(zone)
        .toEpochSecond();
  }

  /** Refuses what takes minutes to read. */
  private void bound(long seconds, long row) {
    if (seconds / row * cameras.size() > MOST_ROWS) {
      throw tooMuch("ask for less time");
    }
  }

  /** The seconds of the rows that are read. Hours that begin within those of UTC are of minutes. */
  private static long row(long from, long to, long step, ZoneId zone) {
    boolean isOfHours =
        step % HOUR == 0
            && isWholeHours(from, zone)
            && isWholeHours((from + to) / 2, zone)
            && isWholeHours(to, zone);
    if (isOfHours) {
      return HOUR;
    }
    return step % MINUTE == 0 ? MINUTE : 1;
  }

  private long kept(long row) {
    History.Keeping keeping = history.keeping();
    Duration kept = row == 1 ? keeping.seconds() : keeping.minutes();
    return row == HOUR ? Long.MAX_VALUE : kept.toSeconds();
  }

  private static boolean isWholeHours(long epochSecond, ZoneId zone) {
    return zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds() % HOUR
        == 0;
  }

  private IllegalArgumentException tooMuch(String instead) {
    return new IllegalArgumentException(
        "That is too much for %d cameras: %s.".formatted(cameras.size(), instead));
  }

  /** Of each hour the sum of the cameras that have one; covered is the shortest, 0 without one. */
  @Override
  public List<WeekHour> week(long from, long to, ZoneId zone) throws IOException {
    bound(to - from, row(from, to, HOUR, zone));
    Map<Integer, WeekHour> byHour = new TreeMap<>();
    Map<Integer, Integer> counted = new HashMap<>();
    for (Series camera : cameras) {
      for (WeekHour hour : history.week(camera, from, to, zone)) {
        int key = hour.day().getValue() * 24 + hour.hour();
        byHour.merge(key, hour, GroupPast::together);
        counted.merge(key, 1, Integer::sum);
      }
    }
    List<WeekHour> week = new ArrayList<>();
    byHour.forEach(
        (key, it) ->
            week.add(
                counted.getOrDefault(key, 0) < cameras.size()
                    ? new WeekHour(it.day(), it.hour(), it.mean(), it.max(), 0)
                    : it));
    return week;
  }

  private static WeekHour together(WeekHour one, WeekHour other) {
    return new WeekHour(
        one.day(),
        one.hour(),
        one.mean() + other.mean(),
        one.max() + other.max(),
        Math.min(one.covered(), other.covered()));
  }

  /** In each hour the cameras that have a count in both weeks: like is compared with like. */
  @Override
  public List<Compared> compared(LocalDate monday, ZoneId zone) throws IOException {
    long from = monday.minusWeeks(2).atStartOfDay(zone).toEpochSecond();
    long to = monday.atStartOfDay(zone).toEpochSecond();
    bound(to - from, row(from, to, HOUR, zone));
    Map<Integer, Compared> byHour = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        byHour.put(
            day.getValue() * 24 + hour,
            new Compared(day, hour, OptionalDouble.empty(), OptionalDouble.empty()));
      }
    }
    for (Series camera : cameras) {
      for (Compared it : history.compared(camera, monday, zone)) {
        if (it.mean().isPresent() && it.before().isPresent()) {
          byHour.merge(it.day().getValue() * 24 + it.hour(), it, GroupPast::together);
        }
      }
    }
    return List.copyOf(byHour.values());
  }

  @Override
  public List<Series> series() {
    return cameras;
  }

  private static Compared together(Compared one, Compared other) {
    return new Compared(
        one.day(),
        one.hour(),
        OptionalDouble.of(one.mean().orElse(0) + other.mean().orElse(0)),
        OptionalDouble.of(one.before().orElse(0) + other.before().orElse(0)));
  }
}
