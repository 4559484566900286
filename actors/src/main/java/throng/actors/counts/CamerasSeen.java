package throng.actors.counts;

import java.util.List;
import java.util.function.Predicate;
import throng.streams.frame.CameraId;

/**
 * Which cameras somebody may know of.
 *
 * @param names {@code node/camera}, or {@code node/*} for all of an edge node; empty: all cameras
 */
public record CamerasSeen(List<String> names) implements Predicate<CameraId> {
  public static final CamerasSeen ALL = new CamerasSeen(List.of());

  public CamerasSeen {
    names = List.copyOf(names);
  }

  @Override
  public boolean test(CameraId camera) {
    return names.isEmpty()
        || names.contains(camera.toString())
        || names.contains(camera.node() + "/*");
  }
}
