package throng.edge.output;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Optional;
import throng.streams.log.Reason;

/** Whether a window can be opened on this machine. */
public final class Screen {
  private static final String SHOW_ADVICE =
      " Leave --show out, and use --record or --maps to look at the pictures later.";
  private static final String VIEW_ADVICE = " Say --headless to do without.";

  private Screen() {}

  /** Why {@code --show} has no display, in a sentence; empty: there is one. */
  public static Optional<String> missing() {
    return missing("--show", SHOW_ADVICE);
  }

  /** Why {@code edge-node view} has no display, in a sentence; empty: there is one. */
  public static Optional<String> missingForViewer() {
    return missing("edge-node view", VIEW_ADVICE);
  }

  private static Optional<String> missing(String who, String advice) {
    try {
      if (GraphicsEnvironment.isHeadless()) {
        return Optional.of(
            who + " needs a display, and this machine has none (or DISPLAY is not set)." + advice);
      }
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
      return Optional.empty();
    } catch (AWTError | HeadlessException | LinkageError e) {
      return Optional.of(who + " cannot open a window: " + Reason.of(e) + "." + advice);
    }
  }
}
