package throng.actors.counts.site;

import java.util.Optional;
import java.util.OptionalInt;
import throng.actors.counts.Capacity;
import throng.actors.counts.Title;

/**
 * What people call a camera, and how many people the place that it shows holds.
 *
 * @param title beside its name, which stays in addresses, series and files; empty: it has none
 * @param capacity at how many people it is full; empty: nobody has said
 */
public record CameraAbout(Optional<String> title, OptionalInt capacity) {
  /** Of a camera of which nobody has said anything. */
  public static final CameraAbout NONE = new CameraAbout(Optional.empty(), OptionalInt.empty());

  /** Refuses, in a sentence, what is no title or no capacity. */
  public CameraAbout {
    title = title.map(it -> Title.of(it, "")).filter(it -> !it.isEmpty());
    capacity = Capacity.of(capacity);
  }
}
