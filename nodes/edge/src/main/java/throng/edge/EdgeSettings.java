package throng.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import throng.streams.frame.CameraId;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;

/**
 * All cameras that this process runs, at least one.
 *
 * @param plainStatusSeconds where there is no terminal: seconds between two status lines
 */
record EdgeSettings(List<CameraSettings> cameras, int plainStatusSeconds) {
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
    Config block = arguments.withFallback(defaults(config));
    List<CameraSettings> cameras = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String source : sources.isEmpty() ? List.of(block.getString("source")) : sources) {
      Config own =
          sources.isEmpty()
              ? block
              : block.withValue("source", ConfigValueFactory.fromAnyRef(source, "--camera"));
      CameraId id = id(name, own, folder);
      cameras.add(CameraSettings.from(unique(id, taken), own, folder));
    }
    return new EdgeSettings(cameras, plainStatusSeconds(block));
  }

  /** The cameras of the entry {@code node} of {@code throng.edge-nodes}. */
  static EdgeSettings ofEntry(Config config, String node, Config arguments, Path folder) {
    ConfigObject entries = config.getObject("throng.edge-nodes");
    if (!(entries.get(node) instanceof ConfigObject entry)) {
      throw new SettingsException(
          "--node "
              + node
              + ": the settings name no such edge node"
              + (entries.isEmpty() ? "; they name none at all." : "; they name " + names(entries)));
    }
    Config own = entry.toConfig();
    if (!(entry.get("cameras") instanceof ConfigObject cameras) || cameras.isEmpty()) {
      throw new SettingsException(
          entry.origin().description() + ": throng.edge-nodes." + node + " has no cameras.");
    }
    Config block = own.withoutPath("cameras").withFallback(defaults(config));
    List<CameraSettings> all = new ArrayList<>();
    for (String camera : cameras.keySet().stream().sorted().toList()) {
      Config withCamera =
          arguments
              .withFallback(own.getConfig("cameras." + ConfigUtil.quoteString(camera)))
              .withFallback(block);
      all.add(CameraSettings.from(named(node, camera), withCamera, folder));
    }
    return new EdgeSettings(all, plainStatusSeconds(arguments.withFallback(block)));
  }

  /** An address serves one camera. */
  private static void checkServed(List<CameraSettings> cameras) {
    Set<String> taken = new HashSet<>();
    for (CameraSettings camera : cameras) {
      String address = camera.serve().address();
      if (camera.serve().isOn() && camera.serve().port() != 0 && !taken.add(address)) {
        throw new SettingsException(
            "Two cameras cannot be served at "
                + address
                + ": run an edge node for each, or give each its own serve.listen in"
                + " throng.edge-nodes.");
      }
    }
  }

  private static Config defaults(Config config) {
    return config.getConfig("throng.edge-node");
  }

  private static int plainStatusSeconds(Config block) {
    return Settings.checked(
        () -> (int) Math.max(1, block.getDuration("plain-status-every").toSeconds()));
  }

  private static CameraId id(Optional<String> name, Config block, Path folder) {
    if (name.isEmpty()) {
      return new CameraId(host(), CameraSettings.source(block, folder).name());
    }
    String[] parts = name.get().split("/", 2);
    return parts.length == 2 ? named(parts[0], parts[1]) : named(host(), parts[0]);
  }

  private static CameraId named(String node, String camera) {
    for (String name : List.of(node, camera)) {
      if (!CameraId.isName(name)) {
        throw new SettingsException(
            "'" + name + "' cannot be a name: 1 to 64 of the characters A-Z a-z 0-9 . _ - can.");
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
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return CameraId.isName(host) ? host : "edge";
    } catch (UnknownHostException e) {
      return "edge";
    }
  }

  private static String names(ConfigObject entries) {
    return entries.keySet().stream().sorted().collect(Collectors.joining(", ", "", "."));
  }
}
