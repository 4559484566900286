package throng.common.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts date, time and zone in front of what is said, as the log has it. */
public final class TimeStamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX", Locale.ROOT);

  private TimeStamp() {}

  /** {@code 2026-11-26 04:47:53Z sentence}, or with {@code +01:00} in place of the Z. */
  public static String before(String sentence, Instant now, ZoneId zone) {
    return FORMAT.format(now.atZone(zone)) + " " + sentence;
  }

  /** The same of this moment, in the machine's zone. */
  public static String before(String sentence) {
    return before(sentence, Instant.now(), ZoneId.systemDefault());
  }
}
