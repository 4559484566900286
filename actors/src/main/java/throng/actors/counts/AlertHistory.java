package throng.actors.counts;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Which alerts began and ended before. Any thread may use it, but may wait. */
public interface AlertHistory {
  /**
   * An alert that began or ended.
   *
   * @param number grows with each that is kept
   * @param beganMillis of one that ended: when it began, since 1970-01-01 UTC; empty: it begins, or
   *     its begin is no longer kept
   */
  record PastAlert(long number, AlertEvent event, OptionalLong beganMillis) {}

  /**
   * The newest ones of a time, the newest first.
   *
   * @param fromMillis since 1970-01-01 UTC, included
   * @param toMillis likewise, not included
   * @param before only those with a lower {@link PastAlert#number}
   * @param most how many at most
   * @param sees whose cameras are told of
   */
  List<PastAlert> alerts(long fromMillis, long toMillis, long before, int most, CamerasSeen sees)
      throws IOException;

  /** The newest ones of a time by their time, whatever their numbers are. */
  List<PastAlert> newestAlerts(long fromMillis, long toMillis, int most, CamerasSeen sees)
      throws IOException;

  /**
   * When alerts began, since 1970-01-01 UTC, by their {@link AlertEvent#id}; of those that are
   * kept.
   */
  Map<String, Long> began(List<String> ids) throws IOException;
}
