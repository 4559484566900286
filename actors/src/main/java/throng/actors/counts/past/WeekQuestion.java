package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.counts.History;
import throng.actors.counts.History.WeekHour;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;

/** As {@link History#week}. */
record WeekQuestion(Series series, long from, long to, ZoneId zone)
    implements PastQuestion<List<WeekHour>> {
  static final int KIND = 6;

  private static final int HOURS = 24;

  static WeekQuestion read(DataInputStream in) throws IOException {
    return new WeekQuestion(PastBytes.series(in), in.readLong(), in.readLong(), PastBytes.zone(in));
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
    out.writeUTF(zone.getId());
  }

  @Override
  public List<WeekHour> answer(History own) throws IOException {
    return own.week(series, from, to, zone);
  }

  @Override
  public void writeAnswer(List<WeekHour> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(
        out,
        answer,
        (to, hour) -> {
          to.writeByte(hour.day().getValue());
          to.writeByte(hour.hour());
          to.writeDouble(hour.mean());
          to.writeDouble(hour.max());
          to.writeLong(hour.covered());
        });
  }

  @Override
  public List<WeekHour> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(
        in,
        from ->
            new WeekHour(
                DayOfWeek.of(from.readUnsignedByte()),
                from.readUnsignedByte() % HOURS,
                PastBytes.number(from),
                PastBytes.number(from),
                from.readLong()));
  }

  @Override
  public List<WeekHour> together(List<List<WeekHour>> answers) {
    Map<Integer, WeekHour> byHour = new TreeMap<>();
    answers.stream()
        .flatMap(List::stream)
        .forEach(hour -> byHour.merge(key(hour.day(), hour.hour()), hour, WeekQuestion::both));
    return List.copyOf(byHour.values());
  }

  /** Puts hours of a week in their order. */
  static int key(DayOfWeek day, int hour) {
    return day.getValue() * HOURS + hour;
  }

  private static WeekHour both(WeekHour one, WeekHour other) {
    long covered = one.covered() + other.covered();
    if (covered <= 0) {
      return one;
    }
    double mean = (one.mean() * one.covered() + other.mean() * other.covered()) / covered;
    return new WeekHour(one.day(), one.hour(), mean, Math.max(one.max(), other.max()), covered);
  }
}
