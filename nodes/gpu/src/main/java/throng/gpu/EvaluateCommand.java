package throng.gpu;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
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
import throng.gpu.evaluate.Evaluation;
import throng.gpu.evaluate.Photograph;
import throng.gpu.model.Degradation;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.settings.SettingsException;

/** {@code gpu-node evaluate}: exit code 0; 1 if a picture got no count. */
@Command(
    name = "evaluate",
    description = "Measures a model on photographs whose heads are known.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--images",
      required = true,
      paramLabel = "FOLDER",
      description = "JPEG photographs.")
  private Path images = Path.of(".");

  @Option(
      names = "--heads",
      required = true,
      paramLabel = "FOLDER",
      description = "For each photograph a CSV of the same name: x,y, then a line a head.")
  private Path heads = Path.of(".");

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Written anew: name, true, estimated.")
  private @Nullable Path csv;

  @Option(
      names = "--split",
      paramLabel = "N",
      defaultValue = "1",
      description = "Only photographs whose number is divisible by N; 5 is the validation split.")
  private int split = 1;

  @Option(names = "--limit", paramLabel = "N", description = "At most the first N photographs.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Resizes first, like an edge node with --size.")
  private @Nullable String size;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      description = "Encodes again first, with JPEG quality 1 to 100.")
  private @Nullable Integer quality;

  @Option(names = "--grey", description = "Makes the three channels equal first.")
  private boolean grey;

  @Mixin private CommonOptions options = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Config loaded = options.load(Map.of()).config();
    List<Photograph> photographs =
        Photograph.find(images, heads, positive("--split", split), positive("--limit", limit));
    Degradation degradation = Degradation.of(size, quality, grey);
    Models.prepare();
    Models.Opened opened = Models.open(ModelSettings.from(CommonOptions.node(loaded)));
    try (Console console = Console.create(options.quiet)) {
      String model = opened.model().name() + " " + opened.model().version();
      console.line("Model " + model + ", on " + opened.where() + ".");
      Evaluation evaluation =
          Evaluation.of(photographs, degradation, Optional.ofNullable(csv), opened.model());
      Evaluation.Result result = evaluation.run(loaded, console);
      spec.commandLine().getOut().println(result.line());
      spec.commandLine().getOut().flush();
      return result.uncounted() == 0 ? 0 : 1;
    } finally {
      opened.model().close();
    }
  }

  private static int positive(String option, int number) {
    if (number < 1) {
      throw new SettingsException(option + " must be 1 or more, not " + number + ".");
    }
    return number;
  }
}
