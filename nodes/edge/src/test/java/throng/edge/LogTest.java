package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
  @Test
  void aFilesNameNeitherSteersATerminalNorForgesALine() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream err = System.err;
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(EdgeNode.class.getResource("/logback.xml"));
      context.getLogger("x").warn("{} cannot be read", "a\033[2J\u009b31m\r\nERROR\u2028b\tc.jpg");
    } finally {
      context.stop();
      System.setErr(err);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).stripTrailing())
        .endsWith(" WARN  a [2J 31m  ERROR b c.jpg cannot be read");
  }
}
