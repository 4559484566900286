package throng.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import throng.common.names.MachineName;
import throng.common.settings.StateHome;
import throng.edge.output.FileSettings;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;

/**
 * All cameras that this process runs, at least one.
 *
 * @param tls how the link to GPU nodes is encrypted
 * @param files how the files of all cameras are begun and kept
 * @param plainStatusSeconds where there is no terminal: seconds between two status lines
 */
record EdgeSettings(
    List<CameraSettings> cameras, TlsSettings tls, FileSettings files, int plainStatusSeconds) {
  EdgeSettings {
    cameras = List.copyOf(cameras);
    checkServed(cameras);
  }

  /**
   * The cameras of {@code --camera}; none: the one of {@code throng.edge-node.source}.
   *
   * @param arguments what the command line says, laid over everything
   * @param name of the camera, or the node's and the camera's with a slash between them
   */
  static EdgeSettings ofSources(
      Config config, List<String> sources, Optional<String> name, Config arguments, Path folder) {
    Block block = block(config).under(arguments);
    List<Block> blocks =
        sources.isEmpty()
            ? List.of(block)
            : sources.stream().map(source -> block.under(source(source))).toList();
    TlsSettings tls = tls(block);
    List<CameraSettings> cameras = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Block own : blocks) {
      CameraId id = id(name, tls, own, folder);
      cameras.add(
          CameraSettings.from(unique(id, taken), namesNode(name), own, tls.identity(), folder));
    }
    return new EdgeSettings(cameras, tls, FileSettings.from(block), plainStatusSeconds(block));
  }

  /** The cameras of the entry {@code node} of {@code throng.edge-nodes}. */
  static EdgeSettings ofEntry(Config config, String node, Config arguments, Path folder) {
    ConfigObject entries = config.getObject("throng.edge-nodes");
    if (!(entries.get(node) instanceof ConfigObject entry)) {
      throw new SettingsException(
          "--node "
              + Redaction.of(node)
              + ": the settings name no such edge node"
              + (entries.isEmpty() ? "; they name none at all." : "; they name " + names(entries)));
    }
    String place = "throng.edge-nodes." + node;
    if (!(entry.get("cameras") instanceof ConfigObject cameras) || cameras.isEmpty()) {
      throw new SettingsException(entry.origin().description() + ": " + place + " has no cameras.");
    }
    Block block = block(config).under(entry.withoutKey("cameras").toConfig());
    Block whole = block.under(arguments);
    TlsSettings tls = tls(whole);
    List<CameraSettings> all = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entered : new TreeMap<>(cameras).entrySet()) {
      CameraId id = named(node, entered.getKey());
      Config own = camera(entered.getValue(), place + ".cameras." + entered.getKey());
      all.add(
          CameraSettings.from(id, true, block.under(own).under(arguments), tls.identity(), folder));
    }
    return new EdgeSettings(all, tls, FileSettings.from(whole), plainStatusSeconds(whole));
  }

  /** What a camera of an entry says for itself. */
  private static Config camera(ConfigValue camera, String place) {
    if (camera instanceof ConfigObject own && own.containsKey("source")) {
      return own.toConfig();
    }
    throw new SettingsException(
        camera.origin().description()
            + ": "
            + place
            + " has no source: say what it reads, such as source = \"0\".");
  }

  /** What {@code --camera} says. */
  static Config source(String source) {
    return ConfigValueFactory.fromAnyRef(source, "--camera").atKey("source");
  }

  /** An address serves one camera. */
  private static void checkServed(List<CameraSettings> cameras) {
    Set<HostAndPort> taken = new HashSet<>();
    for (CameraSettings camera : cameras) {
      HostAndPort address = camera.serve().listen().filter(at -> at.port() != 0).orElse(null);
      if (address != null && !taken.add(address)) {
        throw new SettingsException(
            "Two cameras cannot be served at "
                + address
                + ": run an edge node for each, or give each its own serve.listen in"
                + " throng.edge-nodes.");
      }
    }
  }

  /** The block {@code throng.edge-node}. */
  static Block block(Config config) {
    return Block.of("throng.edge-node", config);
  }

  private static int plainStatusSeconds(Block block) {
    return (int) block.time("plain-status-every", "1s", "1d").toSeconds();
  }

  private static TlsSettings tls(Block block) {
    return TlsSettings.from(block, StateHome.of("throng"), Role.EDGE);
  }

  private static CameraId id(Optional<String> name, TlsSettings tls, Block block, Path folder) {
    String node = tls.identity().self().map(PeerIdentity::name).orElseGet(EdgeSettings::host);
    if (name.isEmpty()) {
      return new CameraId(node, CameraSettings.source(block, folder).name());
    }
    String[] parts = name.get().split("/", 2);
    return parts.length == 2 ? named(parts[0], parts[1]) : named(node, parts[0]);
  }

  private static boolean namesNode(Optional<String> name) {
    return name.filter(it -> it.contains("/")).isPresent();
  }

  private static CameraId named(String node, String camera) {
    for (String name : List.of(node, camera)) {
      if (!CameraId.isName(name)) {
        throw new SettingsException(
            "'"
                + Redaction.of(name)
                + "' cannot be a name: 1 to 64 of the characters A-Z a-z 0-9 . _ - can.");
      }
    }
    return new CameraId(node, camera);
  }

  private static CameraId unique(CameraId id, Set<String> taken) {
    CameraId free = id;
    for (int number = 2; !taken.add(free.camera()); number++) {
      String start = id.camera().substring(0, Math.min(id.camera().length(), 56));
      free = new CameraId(id.node(), start + "-" + number);
    }
    return free;
  }

  private static String host() {
    return MachineName.or("edge");
  }

  private static String names(ConfigObject entries) {
    return entries.keySet().stream().sorted().collect(Collectors.joining(", ", "", "."));
  }
}
