package throng.edge.view;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Optional;

/** Whether a window can be opened on this machine. */
public final class Screen {
  private static final String ADVICE =
      " Leave --show out, and use --record or --maps to look at the pictures later.";

  private Screen() {}

  /** Why there is no display, in a sentence; empty: there is one. */
  public static Optional<String> missing() {
    try {
      if (GraphicsEnvironment.isHeadless()) {
        return Optional.of(
            "--show needs a display, and this machine has none (or DISPLAY is not set)." + ADVICE);
      }
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
      return Optional.empty();
    } catch (AWTError | HeadlessException | LinkageError e) {
      return Optional.of("--show cannot open a window: " + firstLine(e) + "." + ADVICE);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()).strip();
  }
}
