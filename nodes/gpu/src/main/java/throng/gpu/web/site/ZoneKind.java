package throng.gpu.web.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import throng.actors.counts.place.Zone;

/** What becomes of the people in an outline. */
enum ZoneKind {
  /** They are counted by themselves. */
  @JsonProperty("zone")
  ZONE(Zone.Kind.COUNTED),
  /** They count for nothing. */
  @JsonProperty("mask")
  MASK(Zone.Kind.MASK);

  private final Zone.Kind kind;

  ZoneKind(Zone.Kind kind) {
    this.kind = kind;
  }

  static ZoneKind of(Zone.Kind kind) {
    return kind == Zone.Kind.MASK ? MASK : ZONE;
  }

  Zone.Kind kind() {
    return kind;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
