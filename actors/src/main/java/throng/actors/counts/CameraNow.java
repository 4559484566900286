package throng.actors.counts;

import java.util.Optional;
import java.util.OptionalLong;
import throng.streams.frame.CameraId;

/**
 * A camera as it stands at this moment.
 *
 * @param isConnected whether it has a connection
 * @param hasLeft whether it has said goodbye, so that no further count is to be expected
 * @param isRemembered whether it was counted in an earlier run of the node, and has not come in
 *     this one
 * @param knownSinceNanos when it first came in this run, on the node's monotonic clock; of one that
 *     is remembered when it was counted last
 * @param last its newest count; empty: none yet
 * @param intervalNanos the median of its last intervals between counts; empty: not known yet
 */
public record CameraNow(
    CameraId camera,
    boolean isConnected,
    boolean hasLeft,
    boolean isRemembered,
    long knownSinceNanos,
    Optional<LastCount> last,
    OptionalLong intervalNanos) {

  /**
   * A camera's newest count.
   *
   * @param people as the network counted, masks and calibration aside
   * @param arrivedNanos when its frame's last byte came, on the node's monotonic clock
   * @param answeredNanos when it was counted, on the same
   * @param answeredMillis the same in milliseconds since 1970-01-01 UTC
   */
  public record LastCount(
      double people, long arrivedNanos, long answeredNanos, long answeredMillis) {}

  /**
   * Whether it was silent between then and its newest count, which says nothing of what was counted
   * before.
   *
   * @param nanos on the node's monotonic clock
   */
  public boolean wasSilentSince(long nanos) {
    return last.map(it -> Freshness.of(it.arrivedNanos() - nanos, intervalNanos))
        .filter(Freshness.SILENT::equals)
        .isPresent();
  }

  /**
   * Whether its newest count may be taken for the present one.
   *
   * @param nanos now, on the node's monotonic clock
   */
  public Freshness freshness(long nanos) {
    long since = last.map(LastCount::arrivedNanos).orElse(knownSinceNanos);
    return Freshness.of(nanos - since, intervalNanos);
  }
}
