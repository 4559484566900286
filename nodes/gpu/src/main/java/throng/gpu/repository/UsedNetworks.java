package throng.gpu.repository;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import throng.streams.file.WholeFile;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Which network is used for which name, from one start to the next. */
final class UsedNetworks {
  private static final String FILE = ".used.conf";

  private final WholeFile file;

  UsedNetworks(Path folder) {
    this.file = new WholeFile(folder.resolve(FILE));
  }

  /** The networks by the names for which they are used, where that is another's. */
  Map<String, String> read() {
    try {
      Map<String, String> used = new TreeMap<>();
      config()
          .root()
          .forEach((name, network) -> used.put(name, String.valueOf(network.unwrapped())));
      return used;
    } catch (IOException | ConfigException broken) {
      throw new SettingsException(file.path() + " cannot be read: " + Reason.of(broken) + ".");
    }
  }

  private Config config() throws IOException {
    return ConfigFactory.parseString(file.read().orElse(""));
  }

  /** Why it is not kept, in words; empty: it is. */
  Optional<String> write(String name, String network) {
    try {
      Config with =
          config().withValue(ConfigUtil.joinPath(name), ConfigValueFactory.fromAnyRef(network));
      write(with);
      return Optional.empty();
    } catch (IOException | ConfigException broken) {
      return Optional.of("%s cannot be written: %s.".formatted(file.path(), Reason.of(broken)));
    }
  }

  /** A name is not there any more. */
  void forget(String name) {
    try {
      if (config().hasPath(ConfigUtil.joinPath(name))) {
        write(config().withoutPath(ConfigUtil.joinPath(name)));
      }
    } catch (IOException | ConfigException broken) {
      // What is written of a name that is not there means nothing.
      return;
    }
  }

  private void write(Config used) throws IOException {
    file.write(used.root().render(ConfigRenderOptions.concise().setFormatted(true)) + "\n");
  }
}
