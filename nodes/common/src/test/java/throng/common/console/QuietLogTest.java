package throng.common.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import throng.streams.log.RateLimitedLog;

class QuietLogTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger chatty = (Logger) LoggerFactory.getLogger("throng.common");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    chatty.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    chatty.setLevel(null);
  }

  @Test
  void aQuietConsoleLeavesWarningsOutUntilItIsClosed() {
    try (Console console = Console.create(true)) {
      assertThat(console.isQuiet()).isTrue();
      say();
    }
    assertThat(log.list).extracting(ILoggingEvent::getMessage).containsExactly("an error");

    say();
    assertThat(log.list)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("an error", "news", "of a peer", "an error");
  }

  @Test
  void anotherConsoleLeavesTheLogAsItIs() {
    try (Console console = Console.create(false)) {
      assertThat(console.isQuiet()).isFalse();
      say();
    }

    assertThat(log.list)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("news", "of a peer", "an error");
  }

  private void say() {
    chatty.info("news");
    RateLimitedLog.warnings(QuietLogTest.class).write("peers", "of a peer");
    LoggerFactory.getLogger(QuietLogTest.class).error("an error");
  }
}
