package throng.actors.counts;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What was counted before, as charts and files read it. Any thread may use it, but may wait. */
public interface HistoryReader {
  /**
   * What was counted of a series over some time.
   *
   * @param epochSecond its begin, since 1970-01-01 UTC
   * @param mean of its seconds' means, in people, as the network counted
   * @param min the least of its counts
   * @param max the most of its counts
   * @param covered how many of its seconds have a count
   * @param factor that was in force at its end
   */
  record Point(
      long epochSecond, double mean, double min, double max, double covered, double factor) {
    /** The mean as it is shown. */
    public double people() {
      return mean * factor;
    }
  }

  /**
   * One line of a file.
   *
   * @param network which counted at its end, its name and version; empty: that is not known
   */
  record Row(Series series, Point point, String network) {
    /** One of which nobody knows who counted. */
    public Row(Series series, Point point) {
      this(series, point, "");
    }
  }

  /**
   * Points of {@code step} seconds each; those without any count are left out (a gap). At most
   * 5000. Where seconds are no longer kept, those shorter than a minute have what their minute came
   * to; where minutes are not, those shorter than an hour what their hour did.
   *
   * @param from since 1970-01-01 UTC, included
   * @param to likewise, not included
   * @param zone in which days and hours begin
   */
  List<Point> read(Series series, long from, long to, long step, ZoneId zone) throws IOException;

  /**
   * Everything that is kept of some series, by time, read as it is taken; to be closed.
   *
   * @param step 1, 60 or 3600 seconds a row
   */
  Stream<Row> rows(List<Series> series, long from, long to, long step) throws IOException;

  /** Whether nothing can be written at this moment. */
  boolean isFailing();

  /** Whether nothing is kept of some series, since there are as many as there may be. */
  boolean isFull();

  /** How many rows were lost since the node's start. */
  long droppedRows();
}
