package throng.gpu;

import java.io.PrintWriter;
import picocli.CommandLine;
import throng.common.console.QuietStart;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.ListenException;

/** {@code java -jar gpu-node.jar}. */
public final class GpuNode {
  /** A wrong argument or setting, or an address that cannot be listened at. */
  static final int WRONG = 2;

  private GpuNode() {}

  public static void main(String[] args) {
    QuietStart.prepare();
    System.exit(commandLine().execute(args));
  }

  /** The program without the process' end. */
  static CommandLine commandLine() {
    return new CommandLine(new ServeCommand())
        .addSubcommand(new CheckModelCommand())
        .addSubcommand(new EvaluateCommand())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(GpuNode::refuse)
        .setExecutionExceptionHandler(GpuNode::explain);
  }

  private static int refuse(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String sentence = Redaction.within(String.valueOf(e.getMessage()), args);
    err.println(sentence + ". `" + name + " --help` tells what is possible.");
    return WRONG;
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof SettingsException || e instanceof ListenException) {
      command.getErr().println(e.getMessage());
      return WRONG;
    }
    throw e;
  }
}
