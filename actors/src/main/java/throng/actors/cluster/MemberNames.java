package throng.actors.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.actors.cluster.OwnCameras.Connection;
import throng.streams.frame.CameraId;

/**
 * The names that another node has. It tells all of them again and again, in several messages where
 * they are many: until the last of those has come none is forgotten. One thread at a time.
 */
final class MemberNames {
  /** Many more than a node can serve: one that tells of more is not believed. */
  static final int MOST = 10_000;

  private Map<CameraId, Connection> present = new HashMap<>();

  /** What the list has told so far whose last message has not come; null: none is under way. */
  private @Nullable Map<CameraId, Connection> next;

  private int part;

  Optional<Connection> of(CameraId camera) {
    return Optional.ofNullable(present.get(camera));
  }

  /**
   * What the node told.
   *
   * @param opened what it has, with the time since when on this node's clock
   * @return whether there was room for all of it
   */
  boolean take(NamesTold told, Map<CameraId, Connection> opened) {
    if (told.parts() > 0) {
      follow(told);
    }
    told.closed().forEach(this::remove);
    boolean hasRoom = true;
    for (Map.Entry<CameraId, Connection> one : opened.entrySet()) {
      hasRoom &= put(one.getKey(), one.getValue());
    }
    Map<CameraId, Connection> complete = next;
    if (told.isLast() && complete != null) {
      present = complete;
      next = null;
    }
    return hasRoom;
  }

  private void follow(NamesTold told) {
    if (told.isFirst()) {
      next = new HashMap<>();
    } else if (told.part() != part + 1) {
      // One was lost: the list is told again soon.
      next = null;
    }
    part = told.part();
  }

  private void remove(CameraId camera) {
    present.remove(camera);
    if (next != null) {
      next.remove(camera);
    }
  }

  private boolean put(CameraId camera, Connection connection) {
    boolean isPut = put(present, camera, connection);
    return next == null ? isPut : put(next, camera, connection);
  }

  private static boolean put(
      Map<CameraId, Connection> names, CameraId camera, Connection connection) {
    boolean hasRoom = names.size() < MOST || names.containsKey(camera);
    if (hasRoom) {
      names.put(camera, connection);
    }
    return hasRoom;
  }

  /** How many are kept. */
  int size() {
    return present.size() + (next == null ? 0 : next.size());
  }
}
