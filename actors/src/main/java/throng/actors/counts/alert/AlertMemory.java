package throng.actors.counts.alert;

import java.util.List;
import java.util.Optional;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;

/** What of the alerts outlives the node: those that fire, and who is to be silent. */
public record AlertMemory(List<Firing> firing, Silences silences) {
  /** Of a node's first start. */
  public static final AlertMemory EMPTY = new AlertMemory(List.of(), Silences.NONE);

  public AlertMemory {
    firing = List.copyOf(firing);
  }

  /**
   * An alert that has begun, and has not ended yet.
   *
   * @param id the same in all its events
   * @param sinceMillis when it began, since 1970-01-01 UTC
   * @param isTold whether somebody was to be notified of its begin: only then is somebody of its
   *     end
   */
  public record Firing(
      String alert,
      Series where,
      String id,
      long sinceMillis,
      Severity severity,
      List<String> targets,
      boolean isTold) {
    public Firing {
      targets = List.copyOf(targets);
    }

    /** One whose begin has been told. */
    public Firing(
        String alert,
        Series where,
        String id,
        long sinceMillis,
        Severity severity,
        List<String> targets) {
      this(alert, where, id, sinceMillis, severity, targets, true);
    }

    /** The same, whose begin has been told or not. */
    public Firing withTold(boolean told) {
      return new Firing(alert, where, id, sinceMillis, severity, targets, told);
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
