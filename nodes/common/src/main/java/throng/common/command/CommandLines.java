package throng.common.command;

import java.io.PrintWriter;
import picocli.CommandLine;
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

  private CommandLines() {}

  /** The same program, whose refusals and those of its commands are sentences without secrets. */
  public static CommandLine explained(CommandLine program) {
    return program
        .setParameterExceptionHandler(CommandLines::wrongArgument)
        .setExecutionExceptionHandler(CommandLines::failed);
  }

  private static int wrongArgument(CommandLine.ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String sentence = Redaction.within(String.valueOf(e.getMessage()), arguments);
    err.println(sentence + ". `" + command + " --help` tells what is possible.");
    return WRONG;
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult notUsed)
      throws Exception {
    if (e instanceof SettingsException || e instanceof ListenException) {
      line.getErr().println(e.getMessage());
      return WRONG;
    }
    throw e;
  }
}
