package throng.gpu.publish;

import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that some tests talk to. */
public final class Installed {
  private static final String REQUIRED = "REQUIRED_PROGRAMS";

  private Installed() {}

  /**
   * Skips the test, as a program is not there; fails it where that must be.
   *
   * @param debian Debian's package of it
   */
  public static void isMissing(String program, String debian) {
    String reason = "%s is not installed (Debian: %s).".formatted(program, debian);
    String required = System.getenv(REQUIRED);
    if (required != null && List.of(required.split(" ")).contains(program)) {
      throw new IllegalStateException(reason);
    }
    Assumptions.abort("Skipped: " + reason);
  }
}
