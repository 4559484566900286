package throng.actors.counts;

import java.util.Optional;
import throng.streams.frame.CameraId;

/**
 * What is counted over time: a camera's picture, or a zone in it.
 *
 * @param zone its name; empty: the whole picture
 */
public record Series(CameraId camera, Optional<String> zone) {
  public Series {
    if (zone.isPresent() && !CameraId.isName(zone.get())) {
      throw new IllegalArgumentException(
          "A zone's name must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
  }

  /** The whole picture's. */
  public static Series of(CameraId camera) {
    return new Series(camera, Optional.empty());
  }

  /** A zone's. */
  public static Series of(CameraId camera, String zone) {
    return new Series(camera, Optional.of(zone));
  }

  /**
   * Reads {@code node/camera} or {@code node/camera/zone}.
   *
   * @return empty: it is neither
   */
  public static Optional<Series> parse(String text) {
    String[] names = text.split("/", -1);
    for (String name : names) {
      if (!CameraId.isName(name)) {
        return Optional.empty();
      }
    }
    return switch (names.length) {
      case 2 -> Optional.of(of(new CameraId(names[0], names[1])));
      case 3 -> Optional.of(of(new CameraId(names[0], names[1]), names[2]));
      default -> Optional.empty();
    };
  }

  /** {@code node/camera}, or {@code node/camera/zone}. */
  @Override
  public String toString() {
    return zone.map(name -> camera + "/" + name).orElse(camera.toString());
  }
}
