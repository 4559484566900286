package throng.actors.counts;

import java.time.Instant;
import java.util.Locale;

/** A {@link HistoryReader.Row} as a line of a file: RFC 4180, times in UTC. */
public final class HistoryCsv {
  /** The first line, with its end. */
  public static final String HEADER = "node,camera,zone,at,mean,min,max,covered,factor\r\n";

  private HistoryCsv() {}

  /** A row's line, with its end. */
  public static String line(HistoryReader.Row row) {
    Series series = row.series();
    HistoryReader.Point point = row.point();
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%.3f,%.3f,%.3f,%.0f,%s\r\n",
        name(series.camera().node()),
        name(series.camera().camera()),
        name(series.zone().orElse("")),
        Instant.ofEpochSecond(point.epochSecond()),
        point.mean(),
        point.min(),
        point.max(),
        point.covered(),
        point.factor());
  }

  // A spreadsheet takes a text that begins with a minus for a formula; names have nothing else that
  // would need quotes.
  private static String name(String name) {
    return name.startsWith("-") ? "'" + name : name;
  }
}
