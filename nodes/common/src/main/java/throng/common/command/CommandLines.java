package throng.common.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import throng.common.console.TimeStamp;
import throng.common.settings.Nearest;
import throng.streams.log.Reason;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.ListenException;

/** Turns what a command throws into a sentence and an exit code. */
public final class CommandLines {
  /**
   * The exit code for a wrong argument or setting, a file that is not there, or an address that
   * cannot be listened at.
   */
  public static final int WRONG = 2;

  private static final int FAILED = 1;

  private CommandLines() {}

  /** The same program, whose refusals and those of its commands are sentences without secrets. */
  public static CommandLine explained(CommandLine program) {
    return program
        .setHelpFactory(WholeWords::new)
        .setParameterExceptionHandler(CommandLines::wrongArgument)
        .setExecutionExceptionHandler(CommandLines::failed);
  }

  private static int wrongArgument(CommandLine.ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String sentence =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unknown(unmatched, arguments)
            : said(e, arguments) + ".";
    err.println(sentence + " `" + command + " --help` tells what is possible.");
    return WRONG;
  }

  private static String said(CommandLine.ParameterException e, String[] arguments) {
    return Redaction.within(String.valueOf(e.getMessage()), arguments);
  }

  private static String unknown(CommandLine.UnmatchedArgumentException e, String[] arguments) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String first = e.getUnmatched().get(0);
    if (first.startsWith("-")) {
      String option = first.split("=", 2)[0];
      return said(e, arguments) + "." + hint(option, command.optionsMap().keySet());
    }
    Set<String> commands = new TreeSet<>(command.subcommands().keySet());
    if (commands.isEmpty()) {
      return said(e, arguments) + ".";
    }
    return "There is no command %s; there are: %s.%s"
        .formatted(Redaction.of(first), String.join(", ", commands), hint(first, commands));
  }

  private static String hint(String written, Set<String> known) {
    return Nearest.to(written, known).map(nearest -> " Did you mean " + nearest + "?").orElse("");
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult notUsed)
      throws Exception {
    if (e instanceof SettingsException) {
      // Begins with its place, file and line, as whoever looks for it there wants it.
      line.getErr().println(e.getMessage());
      return WRONG;
    }
    if (e instanceof ListenException) {
      line.getErr().println(TimeStamp.before(String.valueOf(e.getMessage())));
      return WRONG;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      line.getErr().println(TimeStamp.before("It cannot go on: " + Reason.of(e) + "."));
      return FAILED;
    }
    throw e;
  }
}
