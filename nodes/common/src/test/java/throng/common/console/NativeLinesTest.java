package throng.common.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NativeLinesTest {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(NativeLines.class);
  private final NativeLines lines = new NativeLines();

  @BeforeEach
  void listen() throws Exception {
    // Whoever another test had in a library is heard of for a second.
    while (!NativeCall.callers().isEmpty()) {
      Thread.sleep(20);
    }
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Test
  void writesALineAMinuteAndHowManyItLeftOut() {
    lines.take("first\nsecond\n", 0);
    lines.take("third\n\n", TimeUnit.SECONDS.toNanos(59));
    lines.take("fourth\n", TimeUnit.SECONDS.toNanos(61));

    assertThat(said())
        .containsExactly(
            "A native library says: first",
            "A native library says: fourth (2 more lines since the last such line)");
  }

  @Test
  void putsPiecesTogetherAndLetsNoControlCharacterThrough() {
    lines.take("a \u001b[2Jred", 0);
    lines.take(" line\r\nthe rest", 0);

    assertThat(said()).containsExactly("A native library says: a  [2Jred line");
  }

  @Test
  void cutsALineThatDoesNotEnd() {
    lines.take("x".repeat(100_000), 0);
    lines.take("\n", 0);

    assertThat(said()).containsExactly("A native library says: " + "x".repeat(300));
  }

  @Test
  void saysWhosePictureItMayBeAbout() {
    try (NativeCall door = NativeCall.by("door");
        NativeCall hall = NativeCall.by("hall")) {
      lines.take("odd bytes\n", 0);
    }
    // Read a moment later than it was written.
    lines.take("odd again\n", TimeUnit.MINUTES.toNanos(2));

    assertThat(said())
        .containsExactly(
            "door or hall: a native library says: odd bytes",
            "door or hall: a native library says: odd again");
  }

  private List<String> said() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
