package throng.actors.counts;

import java.time.Instant;
import java.util.Locale;
import throng.streams.file.CsvCell;

/** A {@link HistoryReader.Row} as a line of a file: RFC 4180, times in UTC. */
public final class HistoryCsv {
  /** The first line, with its end. */
  public static final String HEADER = "node,camera,zone,at,mean,min,max,covered,factor,network\r\n";

  private HistoryCsv() {}

  /** A row's line, with its end. */
  public static String line(HistoryReader.Row row) {
    Series series = row.series();
    HistoryReader.Point point = row.point();
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%.3f,%.3f,%.3f,%.0f,%s,%s\r\n",
        CsvCell.of(series.camera().node()),
        CsvCell.of(series.camera().camera()),
        CsvCell.of(series.zone().orElse("")),
        Instant.ofEpochSecond(point.epochSecond()),
        point.mean(),
        point.min(),
        point.max(),
        point.covered(),
        point.factor(),
        CsvCell.of(row.network()));
  }
}
