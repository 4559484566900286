package throng.actors.counts.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.streams.frame.CameraId;

/**
 * How a camera stands at the node that counts it, short enough to be told to others each second.
 *
 * @param isConnected whether it has a connection; a camera that has said goodbye is not told of
 * @param people the mean of its last second with a count, corrected; empty: none yet
 * @param shown the same for people to read
 * @param counted its newest count; empty: none yet
 * @param intervalNanos the median of its last intervals between counts; empty: not known yet
 * @param firing its alerts that have begun, and have not ended yet
 */
public record CameraStatus(
    CameraId camera,
    boolean isConnected,
    OptionalDouble people,
    OptionalInt shown,
    Optional<LastCount> counted,
    OptionalLong intervalNanos,
    List<Firing> firing) {
  public CameraStatus {
    firing = List.copyOf(firing);
  }

  /** The same once its node is gone. */
  public CameraStatus away() {
    return new CameraStatus(camera, false, people, shown, counted, intervalNanos, firing);
  }

  /**
   * When a picture that was counted came.
   *
   * @param ageNanos before the status was made
   * @param atMillis since 1970-01-01 UTC, by the clock of the node that counted
   */
  public record LastCount(long ageNanos, long atMillis) {}
}
