package throng.gpu.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import throng.actors.counts.AlertEvent;

/** An alert's event as other programs read it. */
public final class AlertText {
  private AlertText() {}

  /** {@code alert.firing} or {@code alert.resolved}. */
  public static String type(AlertEvent event) {
    return type(event.kind());
  }

  private static String type(AlertEvent.Kind kind) {
    return "alert." + kind.name().toLowerCase(Locale.ROOT);
  }

  /** An id of this event, and of no other: the same in every run, and without full stops. */
  public static String message(AlertEvent event) {
    return message(event.kind(), event.id());
  }

  /** The id of the event that comes before this one; {@code ""}: none does. */
  public static String messageBefore(AlertEvent event) {
    return event.kind() == AlertEvent.Kind.FIRING
        ? ""
        : message(AlertEvent.Kind.FIRING, event.id());
  }

  private static String message(AlertEvent.Kind kind, String id) {
    byte[] name = (type(kind) + " " + id).getBytes(StandardCharsets.UTF_8);
    return "msg_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }

  /** When it happened, in UTC. */
  public static String time(AlertEvent event) {
    return Instant.ofEpochMilli(event.millis()).toString();
  }

  /** What it is about. */
  public static Map<String, Object> data(AlertEvent event) {
    Map<String, Object> data = new TreeMap<>();
    data.put("id", event.id());
    data.put("alert", event.alert());
    data.put("where", event.where().toString());
    data.put("node", event.where().camera().node());
    data.put("camera", event.where().camera().camera());
    event.where().zone().ifPresent(zone -> data.put("zone", zone));
    data.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
    data.put("silenced", event.isSilenced());
    event.value().ifPresent(value -> data.put("value", value));
    data.put("reason", event.reason());
    data.put("sentence", event.sentence());
    return data;
  }

  /** {@code {"type", "timestamp", "data"}}. */
  public static String json(AlertEvent event) {
    return Json.of(Map.of("type", type(event), "timestamp", time(event), "data", data(event)));
  }
}
