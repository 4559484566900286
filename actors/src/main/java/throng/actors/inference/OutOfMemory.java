package throng.actors.inference;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether a network failed for want of memory: runtimes say so in words only. */
final class OutOfMemory {
  private static final List<String> WORDS =
      List.of("out of memory", "failed to allocate memory", "bad_alloc", "bad allocation");

  private OutOfMemory() {}

  static boolean isIn(Throwable thrown) {
    for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError || says(at.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(@Nullable String message) {
    if (message == null) {
      return false;
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
