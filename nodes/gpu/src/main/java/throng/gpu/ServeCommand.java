package throng.gpu;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.common.console.Console;
import throng.common.settings.ConfigFile;
import throng.common.settings.Settings;
import throng.gpu.model.Models;
import throng.gpu.model.OpenedModels;

/** {@code gpu-node}: serves until it is stopped. */
@Command(
    name = "gpu-node",
    description = "Counts the people in the pictures of all cameras that connect.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was stopped by SIGTERM, and ended in order",
      "1:a file, or the network, failed",
      "2:a wrong argument or setting, a file that is not there, or an address in use",
      "4:its memory is used up, or a part of the program could not be loaded (255 where a thread of"
          + " Akka's ran out of memory): it is to be started again",
      "130:Ctrl-C"
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where edge nodes connect; 127.0.0.1:7600 unless said otherwise.")
  private @Nullable String listen;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Its first line is the token that edge nodes must show.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--print-config",
      description = "Checks the settings as a start does, prints those in force, and ends.")
  private boolean printConfig;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Runnable stepBack;

  ServeCommand(Runnable stepBack) {
    this.stepBack = stepBack;
  }

  @Override
  public Integer call() throws Exception {
    Settings loaded =
        options.load(
            Map.of(
                "listen", Optional.ofNullable(listen),
                "token-file", Optional.ofNullable(tokenFile).map(Path::toString)));
    ServeSettings settings = ServeSettings.from(CommonOptions.node(loaded.config()));
    if (printConfig) {
      return print(loaded, settings);
    }
    settings.checkPlaces();
    stepBack.run();
    HeapWatch.start(settings.heap());
    Models.prepare();
    OpenedModels opened = OpenedModels.open(settings.models());
    try (Console console = Console.create(options.quiet)) {
      if (loaded.file().isEmpty()) {
        console.line(ConfigFile.none(GpuNode.class, "gpu-node"));
      }
      return serve(NodeSetup.of(opened, settings, console), loaded.config());
    } finally {
      opened.close();
    }
  }

  private int print(Settings loaded, ServeSettings settings) {
    Models.prepare();
    settings.models().byName().values().forEach(Models::check);
    PrintWriter out = spec.commandLine().getOut();
    out.print(loaded.print());
    out.println("# limits.memory: " + settings.memory());
    out.flush();
    return 0;
  }

  private static int serve(NodeSetup setup, Config config) throws Exception {
    start(setup, config).getWhenTerminated().toCompletableFuture().join();
    setup.rethrowFailure();
    return 0;
  }

  static ActorSystem<GpuGuardian.Command> start(NodeSetup setup, Config config) {
    // What was read from a socket is in memory, room or not: no more at once than each may have.
    Config sized =
        config.withValue(
            "akka.io.tcp.direct-buffer-size",
            ConfigValueFactory.fromAnyRef(setup.settings().budget().readBytes()));
    return ActorSystem.create(GpuGuardian.create(setup), "gpu-node", sized);
  }
}
