package throng.edge;

import java.io.PrintWriter;
import picocli.CommandLine;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** Turns what a command throws into a sentence and an exit code. */
final class CommandLines {
  private CommandLines() {}

  static int execute(CommandLine line, String... arguments) {
    return line.setParameterExceptionHandler(CommandLines::wrongArgument)
        .setExecutionExceptionHandler(CommandLines::failed)
        .setUsageHelpLongOptionsMaxWidth(32)
        .execute(arguments);
  }

  private static int wrongArgument(CommandLine.ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String program = e.getCommandLine().getCommandSpec().qualifiedName();
    String sentence = Redaction.within(String.valueOf(e.getMessage()), arguments);
    err.println(program + ": " + sentence + ". " + program + " --help tells what there is.");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult notUsed)
      throws Exception {
    if (e instanceof SettingsException) {
      line.getErr().println(e.getMessage());
      return ExitCode.USAGE;
    }
    throw e;
  }
}
