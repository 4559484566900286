package throng.actors.counts;

/** How much an alert matters. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
