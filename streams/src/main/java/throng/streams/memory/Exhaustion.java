package throng.streams.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a JVM's own {@link OutOfMemoryError}, or of a {@link LinkageError}, where
 * somebody catches all errors: it must end the process, not a picture or a connection. What could
 * not be loaded once never is.
 */
public final class Exhaustion {
  /** What the JVM says; networks' runtimes use the same error, and other words, for a device. */
  private static final List<String> WORDS =
      List.of(
          "Java heap space",
          "GC overhead limit",
          "Metaspace",
          "Compressed class space",
          "Cannot reserve",
          "Direct buffer memory",
          "unable to create native thread");

  private Exhaustion() {}

  /**
   * Hands the error to the thread's handler of uncaught ones, if {@code caught} is one or was
   * caused by one.
   */
  public static void report(@Nullable Throwable caught) {
    for (Throwable at = caught; at != null; at = at.getCause()) {
      if (isFatal(at)) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, at);
        return;
      }
    }
  }

  private static boolean isFatal(Throwable thrown) {
    return thrown instanceof LinkageError
        || thrown instanceof OutOfMemoryError error && isTheJvms(error);
  }

  private static boolean isTheJvms(OutOfMemoryError error) {
    String message = String.valueOf(error.getMessage());
    return WORDS.stream().anyMatch(message::contains);
  }
}
