package throng.common.settings;

import java.nio.file.Path;
import java.util.Map;

/** Where a program keeps what must outlive it, unless its user says otherwise. */
public final class StateHome {
  private StateHome() {}

  /**
   * The folder that systemd gives it, else one in its user's home. It may not exist.
   *
   * @param program the folder's name in the home
   */
  public static Path of(String program) {
    return of(program, System.getenv(), System.getProperty("user.home"));
  }

  /** The same in another environment. */
  public static Path of(String program, Map<String, String> environment, String home) {
    String given = environment.getOrDefault("STATE_DIRECTORY", "");
    // systemd names several, where a unit has several, with colons between them.
    Path folder =
        given.isEmpty()
            ? Path.of(home, ".local", "state", program)
            : Path.of(given.split(":", -1)[0]);
    return folder.toAbsolutePath().normalize();
  }
}
