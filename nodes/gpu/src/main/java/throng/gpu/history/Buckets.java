package throng.gpu.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * Divides time into points. Days begin at midnight of a zone and have 23, 24 or 25 hours; weeks
 * begin on Monday; what is shorter than a day is counted from midnight on, so that a point never
 * reaches into the next day.
 *
 * <p>Made for times that grow: as long as they stay in a point, nothing is computed.
 */
final class Buckets {
  /** Where points may begin. */
  enum Alignment {
    /** At whole hours of UTC only. */
    HOURS,
    /** At whole minutes. */
    MINUTES
  }

  private static final long DAY = TimeUnit.DAYS.toSeconds(1);
  private static final long HOUR = TimeUnit.HOURS.toSeconds(1);

  /** The day 0 of 1970 was a Thursday. */
  private static final int DAYS_SINCE_MONDAY = 3;

  private final long step;
  private final ZoneId zone;
  private long begin;
  private long end;

  /**
   * @param step a point's seconds; of more than a day only the whole days count
   */
  Buckets(long step, ZoneId zone) {
    this.step = step;
    this.zone = zone;
  }

  /** Where points between the two times may begin. */
  static Alignment alignment(long from, long to, ZoneId zone) {
    boolean isWhole =
        offset(from, zone) % HOUR == 0
            && offset(to, zone) % HOUR == 0
            && offset((from + to) / 2, zone) % HOUR == 0;
    return isWhole ? Alignment.HOURS : Alignment.MINUTES;
  }

  private static int offset(long epochSecond, ZoneId zone) {
    return zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
  }

  /** The begin of the point that this second belongs to. */
  long begin(long epochSecond) {
    if (epochSecond < begin || epochSecond >= end) {
      find(epochSecond);
    }
    return begin;
  }

  private void find(long epochSecond) {
    LocalDate day = Instant.ofEpochSecond(epochSecond).atZone(zone).toLocalDate();
    if (step >= DAY) {
      long days = step / DAY;
      long first =
          Math.floorDiv(day.toEpochDay() + DAYS_SINCE_MONDAY, days) * days - DAYS_SINCE_MONDAY;
      begin = midnight(LocalDate.ofEpochDay(first));
      end = midnight(LocalDate.ofEpochDay(first + days));
    } else {
      long midnight = midnight(day);
      begin = midnight + (epochSecond - midnight) / step * step;
      end = Math.min(begin + step, midnight(day.plusDays(1)));
    }
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond();
  }
}
