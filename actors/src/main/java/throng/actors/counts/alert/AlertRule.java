package throng.actors.counts.alert;

import java.time.Duration;
import java.util.List;
import throng.actors.counts.RecentSeconds;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.streams.frame.CameraId;

/**
 * When an alert begins and ends.
 *
 * @param name unique on the node
 * @param above where it begins, in the measure's unit
 * @param below under which it begins to end
 * @param holdFor how long it must be at or above {@code above}: {@code for}
 * @param clearFor how long it must have been ending
 * @param over how long a rise is looked at
 * @param when it may begin, and go on
 * @param targets the names of whom to notify: {@code notify}
 */
public record AlertRule(
    String name,
    Series where,
    Measure measure,
    double above,
    double below,
    Duration holdFor,
    Duration clearFor,
    Duration over,
    Schedule when,
    Severity severity,
    List<String> targets) {
  /** The name of the alert that is built in. */
  public static final String CAMERA_SILENT = "camera-silent";

  private static final double MOST = 1e9;
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration SHORTEST_RISE = Duration.ofSeconds(10);
  private static final Duration LONGEST_RISE = Duration.ofSeconds(RecentSeconds.KEPT);

  /** Refuses, in a sentence, what is no rule. */
  public AlertRule {
    targets = List.copyOf(targets);
    require(
        CameraId.isName(name),
        "An alert's name must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    require(
        name.equals(CAMERA_SILENT) == (measure == Measure.SILENCE),
        "The name " + CAMERA_SILENT + " is that of an alert which is built in: choose another.");
    require(above > 0 && above <= MOST, "above must be a number above 0, and is " + above + ".");
    require(
        below > 0 && below <= above,
        "below must be above 0 and at most above (" + above + "), and is " + below + ".");
    require(
        measure != Measure.DENSITY || where.zone().isPresent(),
        "A density is that of a zone: where must be node/camera/zone, and is " + where + ".");
    requireTime("for", holdFor, Duration.ZERO, LONGEST);
    requireTime("clear-for", clearFor, Duration.ZERO, LONGEST);
    requireTime("over", over, SHORTEST_RISE, LONGEST_RISE);
  }

  private static void requireTime(String key, Duration time, Duration least, Duration most) {
    require(
        time.compareTo(least) >= 0 && time.compareTo(most) <= 0,
        "%s must be from %d s to %d s, and is %s s."
            .formatted(key, least.toSeconds(), most.toSeconds(), time.toMillis() / 1e3));
  }

  private static void require(boolean isRight, String sentence) {
    if (!isRight) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
