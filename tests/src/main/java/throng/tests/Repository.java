package throng.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests and benchmarks run in. */
public final class Repository {
  private Repository() {}

  /** Its top folder. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("Not inside a checkout of Throng.");
      }
      folder = parent;
    }
    return folder;
  }
}
