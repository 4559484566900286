package throng.edge.camera;

import java.util.Locale;

/** The operating system that this runs on: each has its own way to cameras. */
final class Platform {
  private static final String NAME = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

  static final boolean WINDOWS = NAME.contains("win") && !NAME.contains("darwin");
  static final boolean MAC = NAME.contains("mac") || NAME.contains("darwin");
  static final boolean LINUX = !WINDOWS && !MAC;

  private Platform() {}
}
