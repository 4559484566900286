package throng.gpu;

import picocli.CommandLine;
import throng.common.command.CommandLines;
import throng.common.command.CommonPool;
import throng.common.command.InitCommand;
import throng.common.command.ProcessEnd;
import throng.common.console.QuietStart;
import throng.common.settings.NodeKind;

/** {@code java -jar gpu-node.jar}. */
public final class GpuNode {
  private GpuNode() {}

  public static void main(String[] args) {
    CommonPool.prepare();
    QuietStart.prepare();
    ProcessEnd.prepare();
    System.exit(commandLine().execute(args));
  }

  /** The program without the process' end. */
  static CommandLine commandLine() {
    CommandLine program =
        new CommandLine(new ServeCommand())
            .addSubcommand(new CheckModelCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new CapacityCommand())
            .addSubcommand(new ModelsCommand())
            .addSubcommand(new UsersCommand())
            .addSubcommand(new ClusterCommand())
            .addSubcommand(new PairCommand())
            .addSubcommand(new UnpairCommand())
            .addSubcommand(new JoinCommand())
            .addSubcommand(new InitCommand(NodeKind.GPU))
            .setUsageHelpAutoWidth(true);
    return CommandLines.explained(program);
  }
}
