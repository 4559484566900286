package throng.actors.counts.place;

import java.util.OptionalInt;
import java.util.Set;
import throng.actors.counts.Capacity;
import throng.actors.counts.Title;
import throng.streams.frame.CameraId;

/**
 * A part of a camera's picture whose people are counted by themselves, or that counts for nothing.
 *
 * @param name unique within its camera; it stands in series, topics and addresses
 * @param title what people see
 * @param capacity at how many people it is full; empty: nobody has said
 */
public record Zone(String name, String title, Kind kind, Outline outline, OptionalInt capacity) {
  /** They stand in places of their own where zones are published, and in addresses. */
  private static final Set<String> TAKEN =
      Set.of("alert", "available", "count", "density", "preview", ".", "..");

  /** What becomes of the people in it. */
  public enum Kind {
    /** They are counted by themselves. */
    COUNTED,
    /** They are taken out of the camera's count, and of every zone's: a mask. */
    MASK
  }

  public Zone {
    if (!CameraId.isName(name)) {
      throw new IllegalArgumentException(
          "A zone's name must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "A zone cannot be named '"
              + name
              + "', which means something else where it is published.");
    }
    title = Title.of(title, name);
    capacity = Capacity.of(capacity);
    if (kind == Kind.MASK && capacity.isPresent()) {
      throw new IllegalArgumentException("A mask has no capacity: its people count for nothing.");
    }
  }

  /** One of which nobody has said how many people it holds. */
  public Zone(String name, String title, Kind kind, Outline outline) {
    this(name, title, kind, outline, OptionalInt.empty());
  }

  /** One whose name is its title. */
  public Zone(String name, Kind kind, Outline outline) {
    this(name, name, kind, outline);
  }

  public boolean isMask() {
    return kind == Kind.MASK;
  }
}
