package throng.gpu;

import static com.typesafe.config.ConfigValueFactory.fromAnyRef;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import throng.common.console.TimeStamp;
import throng.common.settings.ConfigFile;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.settings.Block;

/** The options that every command has, and the settings that they make. */
final class CommonOptions {
  private static final String NODE = "throng.gpu-node";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "builtin, one that 'models' lists, a folder with model.onnx and model.conf, or a network"
              + " that costs nothing:"
              + " constant:rows=60,columns=80,value=0.01,latency=20ms,max-batch=16;"
              + " latency=10ms/40ms plays two devices of unequal speed.")
  private @Nullable String model;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto (every GPU found, else the CPU), cpu, gpu, or a list like gpu:0,1.")
  private @Nullable String device;

  @Option(names = "--workers", paramLabel = "N", description = "Workers a device.")
  private @Nullable String workers;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; else conf/application.conf here or in the jar's repository.")
  private @Nullable Path config;

  @Option(
      names = "--quiet",
      description = "Errors and wrong tokens only; what else peers do wrong is counted.")
  boolean quiet;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Sets any key of the settings.")
  private Map<String, String> properties = new LinkedHashMap<>();

  /**
   * Everything that is set, the command line's words over all else.
   *
   * @param more further words of the command line, by the key below {@code throng.gpu-node}
   * @throws throng.streams.settings.SettingsException if something is wrong
   */
  Settings load(Map<String, Optional<String>> more) {
    Map<String, Optional<String>> words = new LinkedHashMap<>(more);
    words.put("model", Optional.ofNullable(model));
    words.put("device", Optional.ofNullable(device));
    words.put("workers", Optional.ofNullable(workers));
    Config said = ConfigFactory.empty();
    for (Map.Entry<String, Optional<String>> word : words.entrySet()) {
      if (word.getValue().isPresent()) {
        String option = "--" + word.getKey();
        said = said.withValue(word.getKey(), fromAnyRef(word.getValue().get(), option));
      }
    }
    properties.forEach(System::setProperty);
    Settings loaded =
        Settings.load(ConfigFile.find(Optional.ofNullable(config), GpuNode.class), NodeKind.GPU);
    loaded.warnings().stream().map(TimeStamp::before).forEach(System.err::println);
    return loaded.under(said.atPath(NODE));
  }

  /** The block of this node. */
  static Block node(Config loaded) {
    return Block.of(NODE, loaded);
  }
}
