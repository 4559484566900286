package throng.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.ListenException;

class CommandLinesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(
      name = "node",
      subcommands = Inner.class,
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  private static final class Program implements Runnable {
    @Option(names = "--window")
    private int window;

    @Option(names = "--taken")
    private boolean isTaken;

    @Override
    public void run() {
      if (isTaken) {
        throw new ListenException("1.2.3.4:7600 is in use.", new IOException());
      }
      throw new SettingsException("a.conf: 3: window must not be " + window + ".");
    }
  }

  @Command(name = "inner", mixinStandardHelpOptions = true, versionProvider = Version.class)
  private static final class Inner implements Runnable {
    @Override
    public void run() {}
  }

  @Test
  void refusesAnArgumentInASentenceWithoutItsSecret() {
    assertThat(run("inner", "--camera=rtsp://admin:secret@h/a")).isEqualTo(CommandLines.WRONG);

    assertThat(err.toString())
        .startsWith("Unknown option")
        .endsWith("`node inner --help` tells what is possible.\n")
        .doesNotContain("secret");
  }

  @Test
  void saysWhichSettingIsWrongAndNothingElse() {
    assertThat(run("--window", "7")).isEqualTo(CommandLines.WRONG);

    assertThat(err).hasToString("a.conf: 3: window must not be 7.\n");
  }

  @Test
  void datesWhatIsNoFaultOfTheCommandLine() {
    assertThat(run("--taken")).isEqualTo(CommandLines.WRONG);

    assertThat(err.toString())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\S+ 1\\.2\\.3\\.4:7600 is in use\\.\n");
  }

  @Test
  void helpBreaksItsLinesAtBlanksAlone() {
    CommandLine program = new CommandLine(new Described()).setUsageHelpWidth(60);
    String help = CommandLines.explained(program).getUsageMessage();

    String[] lines = help.split("\n");
    assertThat(lines).allMatch(line -> line.length() <= 60);
    assertThat(help.split("\\s+"))
        .contains("rtsp://...,", "throng.edge-nodes.lobby", "NAME_overlay.png", "--stop-after,");
    assertThat(help).contains("--other-option");
  }

  @Command(name = "node", exitCodeListHeading = "Codes:%n", exitCodeList = "1:" + Described.TEXT)
  private static final class Described {
    private static final String TEXT =
        "what is read is a device, rtsp://..., or an entry of throng.edge-nodes.lobby in the file"
            + " that makes NAME_density.png and NAME_overlay.png of it, see --stop-after, or so";

    @Option(names = "--some-option", paramLabel = "FILE", description = TEXT)
    private String some = "";

    @Option(names = "--other-option", description = "Short.")
    private boolean other;
  }

  @Test
  void namesTheProgramBeforeTheVersionOfEachCommand() {
    assertThat(run("--version")).isZero();
    assertThat(run("inner", "--version")).isZero();

    assertThat(out).hasToString("node (not from a jar)\n".repeat(2));
  }

  private int run(String... arguments) {
    return CommandLines.explained(new CommandLine(new Program()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
