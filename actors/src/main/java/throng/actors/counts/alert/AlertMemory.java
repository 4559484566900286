package throng.actors.counts.alert;

import java.util.List;
import java.util.Optional;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;

/** What of the alerts outlives the node: those that have been told of, and who is to be silent. */
public record AlertMemory(List<Firing> firing, Silences silences) {
  /** Of a node's first start. */
  public static final AlertMemory EMPTY = new AlertMemory(List.of(), Silences.NONE);

  public AlertMemory {
    firing = List.copyOf(firing);
  }

  /**
   * An alert whose begin has been told, and its end not yet.
   *
   * @param id the same in both events
   * @param sinceMillis when it began, since 1970-01-01 UTC
   */
  public record Firing(
      String alert,
      Series where,
      String id,
      long sinceMillis,
      Severity severity,
      List<String> targets) {
    public Firing {
      targets = List.copyOf(targets);
    }

    /** Whether it tells that there is no count of a camera. */
    public boolean isSilence() {
      return alert.equals(AlertRule.CAMERA_SILENT);
    }
  }

  /**
   * Somebody wants no notification of an alert for some time.
   *
   * @param where empty: wherever it fires
   * @param untilMillis since 1970-01-01 UTC
   */
  public record Silence(String alert, Optional<Series> where, long untilMillis) {
    boolean covers(String name, Series place, long millis) {
      return millis < untilMillis
          && alert.equals(name)
          && (where.isEmpty() || where.get().equals(place));
    }
  }
}
