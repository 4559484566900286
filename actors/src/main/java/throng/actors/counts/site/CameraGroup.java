package throng.actors.counts.site;

import java.util.List;
import java.util.OptionalInt;
import throng.actors.counts.Capacity;
import throng.actors.counts.Title;
import throng.streams.frame.CameraId;

/**
 * Cameras that people look at together, and whose people are summed up.
 *
 * @param name unique on the node
 * @param title what people see
 * @param cameras {@code node/camera}, or {@code node/*} for all of a node
 * @param capacity at how many people it is full; empty: nobody has said
 */
public record CameraGroup(String name, String title, List<String> cameras, OptionalInt capacity) {
  private static final int MOST_CAMERAS = 1000;
  private static final String ALL = "/*";

  /** Refuses, in a sentence, what is no group. */
  public CameraGroup {
    if (!CameraId.isName(name) || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "A group's name must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    title = Title.of(title, name);
    capacity = Capacity.of(capacity);
    cameras = cameras.stream().distinct().toList();
    if (cameras.size() > MOST_CAMERAS) {
      throw new IllegalArgumentException(
          "A group holds at most %d cameras: name whole nodes, as in lobby/*."
              .formatted(MOST_CAMERAS));
    }
    cameras.forEach(CameraGroup::require);
  }

  /** One of which nobody has said how many people it holds. */
  public CameraGroup(String name, String title, List<String> cameras) {
    this(name, title, cameras, OptionalInt.empty());
  }

  private static void require(String camera) {
    if (!CameraId.isOneOrAll(camera)) {
      throw new IllegalArgumentException(
          "cameras holds node/camera, or node/* for all of a node; '%s' is neither."
              .formatted(camera));
    }
  }

  /** Whether a camera is in it. */
  public boolean holds(CameraId camera) {
    return cameras.contains(camera.toString()) || cameras.contains(camera.node() + ALL);
  }
}
