package throng.actors.counts.live;

import java.util.List;
import java.util.Optional;
import throng.streams.frame.CameraId;

/** The cameras that other nodes count, as they told last. Any thread may ask. */
@FunctionalInterface
public interface Elsewhere {
  /** There is no other node. */
  Elsewhere NOWHERE = List::of;

  /** Each of them once, by name; where two nodes tell of one, as the fresher count has it. */
  List<CameraElsewhere> cameras();

  /**
   * Whether other nodes have told of theirs, or have had the time to: before, a camera that none
   * tells of may be counted elsewhere all the same. Once true it stays so.
   */
  default boolean isHeard() {
    return true;
  }

  /**
   * The camera is counted here from now on.
   *
   * @return how it stood where it was counted last, also if that is not heard any more: a camera
   *     leaves a node that hangs later than this is known to hang. Empty: nothing fired there
   */
  default Optional<CameraElsewhere> comesFrom(CameraId camera) {
    return Optional.empty();
  }

  /**
   * Those whose node has fallen silent with them, for a day, and of which no other node tells; by
   * when that was. They are away until they come anywhere.
   */
  default List<Missed> missed() {
    return List.of();
  }

  /** Has one of those not be known any more. */
  default void forget(CameraId camera) {}

  /**
   * A camera that nobody counts any more as far as is known.
   *
   * @param last how its node told of it last, but for the connection
   * @param isJudgedHere whether it is this node that tells people of it: one of all does
   */
  record Missed(CameraElsewhere last, boolean isJudgedHere) {
    public CameraId camera() {
      return last.camera();
    }
  }

  /**
   * A camera of another node.
   *
   * @param node where that listens for edges, by which people know it: {@code host:port}
   * @param heardNanos when it was told, on this node's monotonic clock
   */
  record CameraElsewhere(String node, CameraStatus status, long heardNanos) {
    public CameraId camera() {
      return status.camera();
    }

    /**
     * How old its newest count is.
     *
     * @param nanos now, on this node's monotonic clock
     */
    public long ageNanos(long nanos) {
      long told = status.counted().map(CameraStatus.LastCount::ageNanos).orElse(0L);
      return nanos - heardNanos + told;
    }
  }
}
