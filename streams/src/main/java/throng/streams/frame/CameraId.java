package throng.streams.frame;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which a camera's frames are counted: the edge node's name and the camera's.
 *
 * <p>Both are 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, so that they can be printed, logged
 * and used as a metric's label as they are.
 */
public record CameraId(String node, String camera) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ALL = "/*";

  public CameraId {
    require("node", node);
    require("camera", camera);
  }

  /** Whether {@code name} may name a node or a camera. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The camera that {@code node/camera} names; empty: it names none. */
  public static Optional<CameraId> parse(String text) {
    String[] names = text.split("/", -1);
    return names.length == 2 && isName(names[0]) && isName(names[1])
        ? Optional.of(new CameraId(names[0], names[1]))
        : Optional.empty();
  }

  /** Whether it is {@code node/camera}, or {@code node/*} for all of a node. */
  public static boolean isOneOrAll(String text) {
    boolean isAll = text.endsWith(ALL) && isName(text.substring(0, text.length() - ALL.length()));
    return isAll || parse(text).isPresent();
  }

  private static void require(String what, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "The " + what + "'s name must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
  }

  @Override
  public String toString() {
    return node + "/" + camera;
  }
}
