package throng.common.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The log of a program that was told to be quiet: errors only, until it is closed.
 *
 * <p>A peer can provoke warnings as often as it likes, and they ask nothing of the user; what does
 * is an error.
 */
final class QuietLog implements AutoCloseable {
  private final Map<Logger, Level> before = new LinkedHashMap<>();

  private QuietLog() {}

  static QuietLog begin() {
    QuietLog quiet = new QuietLog();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().forEach(quiet::silence);
    }
    return quiet;
  }

  private void silence(Logger logger) {
    Level level = logger.getLevel();
    if (level != null && !level.isGreaterOrEqual(Level.ERROR)) {
      before.put(logger, level);
      logger.setLevel(Level.ERROR);
    }
  }

  @Override
  public void close() {
    before.forEach(Logger::setLevel);
  }
}
