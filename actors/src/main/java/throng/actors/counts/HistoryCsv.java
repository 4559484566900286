package throng.actors.counts;

import java.time.Instant;
import java.util.Locale;

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
        name(series.camera().node()),
        name(series.camera().camera()),
        name(series.zone().orElse("")),
        Instant.ofEpochSecond(point.epochSecond()),
        point.mean(),
        point.min(),
        point.max(),
        point.covered(),
        point.factor(),
        text(row.network()));
  }

  /**
   * A cell with a text of somebody's, as a network's name is; a spreadsheet takes none for a
   * formula.
   */
  public static String text(String text) {
    String plain = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    boolean isPlain = plain.chars().noneMatch(it -> ",\"\r\n".indexOf(it) >= 0);
    return isPlain ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }

  // A spreadsheet takes a text that begins with a minus for a formula; names have nothing else that
  // would need quotes.
  private static String name(String name) {
    return name.startsWith("-") ? "'" + name : name;
  }
}
