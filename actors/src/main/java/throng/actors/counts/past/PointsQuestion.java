package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.counts.History;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;

/** As {@link History#read}. */
record PointsQuestion(Series series, long from, long to, long step, ZoneId zone)
    implements PastQuestion<List<Point>> {
  static final int KIND = 3;

  private static final long DAY = 86_400;

  /** Days are up to so many seconds longer. */
  private static final long CLOCK_CHANGE = 3_600;

  static PointsQuestion read(DataInputStream in) throws IOException {
    return new PointsQuestion(
        PastBytes.series(in), in.readLong(), in.readLong(), in.readLong(), PastBytes.zone(in));
  }

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    PastBytes.write(out, series);
    out.writeLong(from);
    out.writeLong(to);
    out.writeLong(step);
    out.writeUTF(zone.getId());
  }

  @Override
  public List<Point> answer(History own) throws IOException {
    return own.read(series, from, to, step, zone);
  }

  @Override
  public void writeAnswer(List<Point> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(out, answer, PastBytes::write);
  }

  @Override
  public List<Point> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(in, PastBytes::point);
  }

  @Override
  public List<Point> together(List<List<Point>> answers) {
    long longest = step < DAY ? step : step + CLOCK_CHANGE;
    Map<Long, Point> byTime = new TreeMap<>();
    answers.stream()
        .flatMap(List::stream)
        .forEach(
            point ->
                byTime.merge(
                    point.epochSecond(), point, (one, other) -> both(one, other, longest)));
    return List.copyOf(byTime.values());
  }

  /**
   * What two nodes counted of one series at one time: each for the part that it counted. Where both
   * counted at once, as while they had lost sight of each other, it is the mean of both.
   *
   * @param longest how many of its seconds can have a count
   */
  static Point both(Point one, Point other, long longest) {
    double covered = one.covered() + other.covered();
    if (covered <= 0) {
      return one;
    }
    return new Point(
        one.epochSecond(),
        (one.mean() * one.covered() + other.mean() * other.covered()) / covered,
        Math.min(one.min(), other.min()),
        Math.max(one.max(), other.max()),
        Math.min(covered, longest),
        other.covered() > one.covered() ? other.factor() : one.factor());
  }
}
