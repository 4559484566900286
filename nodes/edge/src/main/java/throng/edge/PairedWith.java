package throng.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Optional;
import throng.common.settings.StateHome;
import throng.streams.pki.PkiFiles;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.TlsSettings;

/** The GPU node with which this edge node was paired: where it connects if nobody says where. */
final class PairedWith {
  private static final String GPU_NODES = "gpu-nodes";

  /** Where the value stands, for whoever reads settings. */
  private static final String ORIGIN = "paired with";

  private PairedWith() {}

  /**
   * The settings with that GPU node in the place of the built-in one. Blocks on the disk.
   *
   * @param node the entry of {@code throng.edge-nodes} that is run; empty: none
   * @param arguments what the command line says, laid over everything
   */
  static Config over(Config config, Optional<String> node, Config arguments) {
    Block all = EdgeSettings.block(config);
    if (!all.isDefault(GPU_NODES)) {
      return config;
    }
    Config entry = node.map(name -> entry(config, name)).orElse(ConfigFactory.empty());
    return place(all.under(entry).under(arguments))
        .map(place -> ConfigValueFactory.fromIterable(List.of(place.toString()), ORIGIN))
        .map(places -> config.withValue("throng.edge-node." + GPU_NODES, places))
        .orElse(config);
  }

  private static Config entry(Config config, String node) {
    return config.getObject("throng.edge-nodes").get(node) instanceof ConfigObject entry
        ? entry.toConfig()
        : ConfigFactory.empty();
  }

  private static Optional<HostAndPort> place(Block node) {
    Block tls = node.block("tls");
    // What is not encrypted goes nowhere that nobody has named.
    return tls.text("mode").equals("off")
        ? Optional.empty()
        : new PkiFiles(TlsSettings.folder(tls, StateHome.of("throng"))).gpuNode();
  }

  /** Whether it is where these settings send pictures. */
  static boolean isIn(Block node) {
    return node.origin(GPU_NODES).equals(ORIGIN);
  }
}
