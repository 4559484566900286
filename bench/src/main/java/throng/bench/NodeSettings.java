package throng.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;

/** The settings of a node that no user has changed, but for what a measurement varies. */
final class NodeSettings {
  private NodeSettings() {}

  /**
   * @param varied HOCON, below the root
   */
  static Config of(NodeKind node, String varied) {
    return ConfigFactory.parseString(varied)
        .withFallback(Settings.load(Optional.empty(), node).config())
        .resolve();
  }
}
