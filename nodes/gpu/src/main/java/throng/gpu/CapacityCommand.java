package throng.gpu;

import com.typesafe.config.Config;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.common.console.Console;
import throng.gpu.capacity.CapacityRun;
import throng.gpu.capacity.Demand;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.frame.PixelSize;
import throng.streams.settings.SettingsException;

/** {@code gpu-node capacity}: exit code 0; 1 if not one camera is served. */
@Command(
    name = "capacity",
    description = {
      "Finds out how many cameras this machine serves: plays more and more of them, here, until one"
          + " frame in twenty is older than --within at its count, or gets none.",
      "Ctrl-C ends it and prints what is known by then."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CapacityCommand implements Callable<Integer> {
  private static final double LEAST_RATE = 0.1;
  private static final double MOST_RATE = 60;
  private static final double LEAST_SECONDS = 1;
  private static final double MOST_SECONDS = 600;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "640x480",
      description = "What each camera sends; ${DEFAULT-VALUE} unless said otherwise.")
  private String size = "";

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      defaultValue = "5",
      description = "Frames a second of each, 0.1 to 60; ${DEFAULT-VALUE} unless said otherwise.")
  private double rate;

  @Option(
      names = "--within",
      paramLabel = "MS",
      defaultValue = "500",
      description =
          "How old 95 of 100 frames may be at their count, in milliseconds; ${DEFAULT-VALUE} unless"
              + " said otherwise.")
  private int within;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description =
          "How long each number of cameras is looked at, 1 to 600; longer is surer."
              + " ${DEFAULT-VALUE} unless said otherwise.")
  private double seconds;

  @Mixin private CommonOptions options = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Runnable stepBack;

  CapacityCommand(Runnable stepBack) {
    this.stepBack = stepBack;
  }

  @Override
  public Integer call() throws InterruptedException {
    Demand demand = demand();
    Config config = options.load(Map.of()).config();
    stepBack.run();
    Models.prepare();
    Models.Opened opened = Models.open(ModelSettings.from(CommonOptions.node(config)));
    try (Console console = Console.create(options.quiet)) {
      CapacityRun run =
          new CapacityRun(opened.model(), opened.where(), demand, config, console::line);
      Thread onInterrupt = new Thread(() -> print("Stopped. " + run.answer()), "answer");
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      try {
        run.run();
      } finally {
        forget(onInterrupt);
      }
      print(run.answer());
      return run.cameras() > 0 ? 0 : 1;
    } finally {
      opened.model().close();
    }
  }

  private static void forget(Thread onInterrupt) {
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException interrupted) {
      // It runs already.
      return;
    }
  }

  private Demand demand() {
    PixelSize pixels =
        PixelSize.parse(size)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "--size must be width x height, like 640x480, not " + size + "."));
    return new Demand(
        pixels,
        between("--rate", rate, LEAST_RATE, MOST_RATE),
        Duration.ofMillis((long) between("--within", within, 1, 3_600_000)),
        Duration.ofMillis(
            (long) (1000 * between("--seconds", seconds, LEAST_SECONDS, MOST_SECONDS))));
  }

  private static double between(String option, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new SettingsException(
          "%s must be %s to %s, not %s.".formatted(option, least, most, number));
    }
    return number;
  }

  private void print(String sentence) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }
}
