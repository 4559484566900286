package throng.gpu.publish;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertRule;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.alert.Measure;
import throng.actors.counts.alert.Schedule;
import throng.streams.frame.CameraId;

/** Events of alerts for tests. */
public final class Alerts {
  public static final Series STAGE = Series.of(new CameraId("lobby", "hall"), "stage");

  private Alerts() {}

  /** One alert's begin, at 2026-11-26T12:00:00Z. */
  public static AlertEvent firing(String id, String... targets) {
    return event(AlertEvent.Kind.FIRING, id, targets);
  }

  public static AlertEvent resolved(String id, String... targets) {
    return event(AlertEvent.Kind.RESOLVED, id, targets);
  }

  /** The begin of one of which nobody is to be notified. */
  public static AlertEvent silenced(String id) {
    return event(AlertEvent.Kind.FIRING, id, true);
  }

  private static AlertEvent event(AlertEvent.Kind kind, String id, String... targets) {
    return event(kind, id, false, targets);
  }

  private static AlertEvent event(
      AlertEvent.Kind kind, String id, boolean isSilenced, String... targets) {
    return new AlertEvent(
        kind,
        id,
        "crush",
        STAGE,
        Severity.CRITICAL,
        OptionalDouble.of(81.5),
        kind == AlertEvent.Kind.FIRING ? "" : "cleared",
        "81 people in lobby/hall/stage for 10 s.",
        1_795_694_400_000L,
        isSilenced,
        List.of(targets));
  }

  /** The same alert as it stands. */
  public static AlertNow now(AlertState state) {
    return now("crush", state);
  }

  /** Another alert of the same zone. */
  public static AlertNow now(String name, AlertState state) {
    AlertRule rule =
        new AlertRule(
            name,
            STAGE,
            Measure.PEOPLE,
            80,
            72,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Schedule.ALWAYS,
            Severity.CRITICAL,
            List.of());
    return new AlertNow(
        rule, state, OptionalLong.empty(), false, OptionalDouble.empty(), OptionalLong.empty());
  }
}
