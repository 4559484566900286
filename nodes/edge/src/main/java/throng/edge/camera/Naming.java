package throng.edge.camera;

import java.nio.file.Path;

/** Makes a camera's name of a file's or host's. */
final class Naming {
  /** What a number is called by, and a camera's thread. */
  static final String CAMERA = "camera-";

  private static final int LONGEST = 64;

  private Naming() {}

  /** {@code text} with everything replaced that a camera's name may not hold. */
  static String of(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    if (name.isEmpty()) {
      return "camera";
    }
    return name.chars().allMatch(Character::isDigit)
        ? CAMERA + name.substring(0, Math.min(name.length(), LONGEST - CAMERA.length()))
        : name.substring(0, Math.min(name.length(), LONGEST));
  }

  /** The file's name without its ending. */
  static String ofFile(Path file) {
    Path last = file.toAbsolutePath().normalize().getFileName();
    if (last == null) {
      return "camera";
    }
    String name = last.toString();
    int dot = name.lastIndexOf('.');
    return of(dot > 0 ? name.substring(0, dot) : name);
  }
}
