package throng.gpu;

import picocli.CommandLine;
import throng.common.command.CommandLines;
import throng.common.command.CommonPool;
import throng.common.command.InitCommand;
import throng.common.command.ProcessEnd;
import throng.common.console.QuietStart;
import throng.common.natives.Precedence;
import throng.common.settings.NodeKind;

/** {@code java -jar gpu-node.jar}. */
public final class GpuNode {
  /** The networks' threads have six times the share of others that want a core. */
  private static final int STEPS_BACK = 8;

  private GpuNode() {}

  public static void main(String[] args) {
    CommonPool.prepare();
    QuietStart.prepare();
    ProcessEnd.prepare();
    System.exit(commandLine(() -> Precedence.stepBack(STEPS_BACK)).execute(args));
  }

  /** The program without the process' end, and without what changes the process. */
  static CommandLine commandLine() {
    return commandLine(() -> {});
  }

  /**
   * @param stepBack has all but the networks' threads go after these, where networks count
   */
  private static CommandLine commandLine(Runnable stepBack) {
    CommandLine program =
        new CommandLine(new ServeCommand(stepBack))
            .addSubcommand(new CheckModelCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new CapacityCommand(stepBack))
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
