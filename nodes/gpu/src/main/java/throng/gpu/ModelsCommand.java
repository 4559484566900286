package throng.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.gpu.model.ModelList;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.gpu.repository.ModelCopy;
import throng.gpu.repository.NetworkRequests;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/**
 * {@code gpu-node models}: lists networks, and changes those of the node that runs. Exit code 0:
 * all that are listed can be opened, or the change is made; 1: not.
 */
@Command(
    name = "models",
    description = {
      "Lists the embedded networks: parameters, errors, time on this machine; and those of the GPU"
          + " node that runs here. With one of the commands below, changes what that node serves."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelsCommand implements Callable<Integer> {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration OPENING = Duration.ofMinutes(5);

  @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Models to list beside them.")
  private List<Path> folders = List.of();

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--state-folder",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where the node keeps its own; else as its settings say.")
  private @Nullable String stateFolder;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Models.prepare();
    ModelSettings settings = ModelSettings.from(node());
    boolean all = ModelList.run(folders, settings, spec.commandLine().getOut()::println);
    if (isRunning()) {
      print(
          answer(SOON, "list")
              .map(NetworkRequests.Answer::text)
              .orElse("The GPU node that runs here is making a change: ask again in a while."));
    }
    spec.commandLine().getOut().flush();
    return all ? 0 : 1;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Copies a network's folder to the node that runs, which opens it and serves it.")
  int add(
      @Parameters(paramLabel = "NAME", description = "By which cameras choose it.") String name,
      @Parameters(paramLabel = "FOLDER", description = "Holds model.onnx and model.conf.")
          Path folder) {
    ModelCopy.into(models(), name, folder);
    if (!isRunning()) {
      print("It is there. No GPU node runs here; the next one that starts serves it.");
      return 0;
    }
    return told(asked(OPENING, "add", name));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Closes a network of the node that runs, and deletes the node's copy of it.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    return told(asked(OPENING, "remove", name));
  }

  @Command(
      name = "use",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Has another network count from here on; frames under way are finished first.")
  int use(
      @Parameters(paramLabel = "NETWORK") String network,
      @Option(
              names = "--for",
              defaultValue = "",
              paramLabel = "NAME",
              description = "What cameras ask for; else those that ask for nothing.")
          String name) {
    return told(asked(OPENING, "use", network, name));
  }

  @Command(
      name = "shadow",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Has a network count a share of the pictures that another counts, in spare time, and"
              + " tells how they differ. Without a network: tells what was found so far.")
  int shadow(
      @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "") String network,
      @Option(
              names = "--of",
              defaultValue = "",
              paramLabel = "NETWORK",
              description =
                  "Whose pictures; else of the one that counts where nobody says otherwise.")
          String of,
      @Option(
              names = "--share",
              defaultValue = "10%",
              paramLabel = "SHARE",
              description = "How many of its pictures, such as 10%%.")
          String share,
      @Option(names = "--stop", description = "Ends it, and tells what was found.") boolean stop) {
    if (stop) {
      return told(asked(SOON, "shadow-stop"));
    } else if (network.isEmpty()) {
      return told(asked(SOON, "shadow-report"));
    }
    return told(asked(OPENING, "shadow", network, of, part(share)));
  }

  private static String part(String share) {
    try {
      boolean isPercent = share.endsWith("%");
      double number =
          Double.parseDouble(isPercent ? share.substring(0, share.length() - 1) : share);
      return Double.toString(isPercent ? number / 100 : number);
    } catch (NumberFormatException wrong) {
      throw new SettingsException("--share is a share such as 10%, and not " + share + ".");
    }
  }

  private Block node() {
    return CommonOptions.node(
        options.load(Map.of("state-folder", Optional.ofNullable(stateFolder))).config());
  }

  private Path models() {
    return ModelsFolder.of(node());
  }

  private boolean isRunning() {
    try (StateUse use = StateUse.begin(StateFolder.from(node()))) {
      return use.folder().isEmpty();
    }
  }

  private NetworkRequests.Answer asked(Duration within, String... words) {
    if (!isRunning()) {
      throw new SettingsException(
          "No GPU node that runs keeps its state in %s. Another folder is named with --state-folder."
              .formatted(StateFolder.from(node()).path()));
    }
    return answer(within, words)
        .orElseThrow(
            () ->
                new SettingsException(
                    "The GPU node has not answered within %d s; its log tells what it does."
                        .formatted(within.toSeconds())));
  }

  private Optional<NetworkRequests.Answer> answer(Duration within, String... words) {
    try {
      return new NetworkRequests(models()).ask(List.of(words), within);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SettingsException("It was not waited for.");
    }
  }

  private int told(NetworkRequests.Answer answer) {
    print(answer.text());
    return answer.isDone() ? 0 : 1;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
