package throng.actors.counts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.actors.counts.AlertHistory.PastAlert;

/** A {@link PastAlert} as a line of a file: RFC 4180, times in UTC. */
public final class AlertCsv {
  /** The first line, with its end. */
  public static final String HEADER =
      "at,event,alert,node,camera,zone,severity,value,reason,lasted_seconds,silenced,notified,"
          + "sentence\r\n";

  private static final double MILLIS = 1000;

  private AlertCsv() {}

  /** An alert's line, with its end. */
  public static String line(PastAlert past) {
    AlertEvent event = past.event();
    Series where = event.where();
    List<String> cells =
        List.of(
            Instant.ofEpochMilli(event.millis()).toString(),
            word(event.kind()),
            event.alert(),
            where.camera().node(),
            where.camera().camera(),
            where.zone().orElse(""),
            word(event.severity()),
            event.value().isPresent() ? number(event.value().getAsDouble()) : "",
            event.reason(),
            past.beganMillis().isPresent()
                ? number((event.millis() - past.beganMillis().getAsLong()) / MILLIS)
                : "",
            String.valueOf(event.isSilenced()),
            String.join(" ", event.targets()),
            event.sentence());
    return cells.stream().map(AlertCsv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  // A spreadsheet takes a text that begins like these for a formula; of numbers none does.
  private static String cell(String text) {
    String harmless = Stream.of("-", "=", "+", "@").anyMatch(text::startsWith) ? "'" + text : text;
    return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
