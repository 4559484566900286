package throng.gpu.web.past;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import throng.actors.counts.History;
import throng.actors.counts.History.Compared;
import throng.actors.counts.History.Peak;
import throng.actors.counts.History.WeekHour;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.Series;

/** What a camera, a zone or a group had. May wait for a disk. */
interface Past {
  /**
   * A point, and of how many cameras it is the sum.
   *
   * @param cameras how many of them have a count
   */
  record Sum(Point point, int cameras) {}

  /** As {@link History#read}. */
  List<Sum> points(long from, long to, long step, ZoneId zone) throws IOException;

  /** As {@link History#peaks}. */
  List<Peak> peaks(long from, long to, ZoneId zone) throws IOException;

  /** As {@link History#week}. */
  List<WeekHour> week(long from, long to, ZoneId zone) throws IOException;

  /** As {@link History#compared}. */
  List<Compared> compared(LocalDate monday, ZoneId zone) throws IOException;

  /** What it is the sum of; of a camera or zone it alone. */
  List<Series> series();

  /** A camera's or zone's. */
  static Past of(History history, Series series) {
    return new Past() {
      @Override
      public List<Sum> points(long from, long to, long step, ZoneId zone) throws IOException {
        return history.read(series, from, to, step, zone).stream()
            .map(it -> new Sum(it, 1))
            .toList();
      }

      @Override
      public List<Peak> peaks(long from, long to, ZoneId zone) throws IOException {
        return history.peaks(series, from, to, zone);
      }

      @Override
      public List<WeekHour> week(long from, long to, ZoneId zone) throws IOException {
        return history.week(series, from, to, zone);
      }

      @Override
      public List<Compared> compared(LocalDate monday, ZoneId zone) throws IOException {
        return history.compared(series, monday, zone);
      }

      @Override
      public List<Series> series() {
        return List.of(series);
      }
    };
  }
}
