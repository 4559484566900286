package throng.actors.counts.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertHistory.PastAlert;

/**
 * The numbers of alerts that several nodes keep: they grow with their time, and every node comes to
 * the same. A browser can still reckon with them: they are below 2^53.
 */
final class SiteNumber {
  /** So many alerts of one millisecond are told apart. */
  private static final int A_MILLISECOND = 1024;

  private SiteNumber() {}

  static PastAlert numbered(PastAlert past) {
    AlertEvent event = past.event();
    CRC32 hash = new CRC32();
    hash.update((event.id() + event.kind()).getBytes(UTF_8));
    return new PastAlert(
        event.millis() * A_MILLISECOND + hash.getValue() % A_MILLISECOND,
        event,
        past.beganMillis());
  }

  /** The end of the millisecond in which an alert with a lower number can have been. */
  static long endMillis(long number) {
    return number / A_MILLISECOND + 1;
  }
}
