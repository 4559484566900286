package throng.actors.counts.alert;

/** What an alert looks at. */
public enum Measure {
  /** People in the picture or the zone. */
  PEOPLE("people"),
  /** People per square metre of the zone's ground. */
  DENSITY("people/m²"),
  /** How many more people a minute there are. */
  RISE("people a minute"),
  /** Whether a camera has no count: 1, else 0. Built in. */
  SILENCE("");

  private final String unit;

  Measure(String unit) {
    this.unit = unit;
  }

  /** What its values count, for a person. */
  public String unit() {
    return unit;
  }
}
