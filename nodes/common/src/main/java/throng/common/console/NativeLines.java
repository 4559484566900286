package throng.common.console;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what native libraries say to the log, a line a minute at most. One thread. */
final class NativeLines {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLines.class);
  private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);
  private static final int LONGEST = 300;

  /** More names than that say nothing. */
  private static final int MOST_CALLERS = 8;

  private final StringBuilder begun = new StringBuilder();
  private boolean hasWritten;
  private long lastNanos;
  private long unwritten;

  /** Takes what came, in pieces that need not be lines. */
  void take(String text, long nanos) {
    for (char c : text.toCharArray()) {
      if (c == '\n') {
        line(begun.toString().strip(), nanos);
        begun.setLength(0);
      } else if (begun.length() < LONGEST) {
        begun.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
  }

  private void line(String line, long nanos) {
    if (line.isEmpty()) {
      return;
    }
    if (hasWritten && nanos - lastNanos < INTERVAL) {
      unwritten++;
      return;
    }
    LOG.warn(
        "{} native library says: {}{}",
        callers(),
        line,
        unwritten == 0 ? "" : " (" + unwritten + " more lines since the last such line)");
    hasWritten = true;
    lastNanos = nanos;
    unwritten = 0;
  }

  /** Whose pictures it may be about. */
  private static String callers() {
    List<String> callers = NativeCall.callers();
    return callers.isEmpty() || callers.size() > MOST_CALLERS
        ? "A"
        : String.join(" or ", callers) + ": a";
  }
}
