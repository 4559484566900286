package throng.edge.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * What is said of an outcome where it is shown.
 *
 * @param camera its name
 * @param isRecorded the pictures are a file's: their time is the film's, not that of counting them
 * @param zone of the clock
 */
record OutcomeText(String camera, boolean isRecorded, ZoneId zone) {
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int SECONDS_AN_HOUR = 3600;
  private static final int SECONDS_A_MINUTE = 60;

  /** {@code 64 people}, or why there is no count. */
  String result(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap map) {
      return people(map.count());
    }
    return "no count (" + Reasons.of(outcome.reply()) + ")";
  }

  private static String people(double count) {
    long whole = Math.round(count);
    return whole == 1 ? "1 person" : whole + " people";
  }

  /** When it was taken, for who looks later; of a film its place, and of other files the name. */
  String clock(Picture picture) {
    return clock(picture, DATE_AND_TIME);
  }

  /** The same for who looks now: without date and zone. */
  String clockNow(Picture picture) {
    return clock(picture, TIME);
  }

  private String clock(Picture picture, DateTimeFormatter format) {
    OptionalDouble position = picture.positionSeconds();
    if (!isRecorded) {
      return format.format(Instant.ofEpochMilli(picture.capturedMillis()).atZone(zone));
    }
    return position.isPresent() ? place(position.getAsDouble()) : picture.name();
  }

  /** {@code at 0:01:12.3}. */
  private static String place(double seconds) {
    long tenths = Math.round(Math.max(0, seconds) * 10);
    long whole = tenths / 10;
    return String.format(
        Locale.ROOT,
        "at %d:%02d:%02d.%d",
        whole / SECONDS_AN_HOUR,
        whole % SECONDS_AN_HOUR / SECONDS_A_MINUTE,
        whole % SECONDS_A_MINUTE,
        tenths % 10);
  }
}
