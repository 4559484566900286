package throng.edge.lan;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.ListenerSettings;

/**
 * Whether and where a camera is served: the block {@code throng.edge-node.serve}.
 *
 * @param host empty: nothing is served
 * @param port 0: any free one
 * @param overlay the picture with its map and count, in place of the camera's
 * @param allowShutdown a viewer may end the edge node
 * @param spareDescriptors how many descriptors are kept from viewers
 * @param stallTimeout a viewer that reads nothing for so long is hung up on
 */
public record ServeSettings(
    String host,
    int port,
    boolean overlay,
    boolean allowShutdown,
    int maxViewers,
    int socketBuffer,
    int spareDescriptors,
    Duration stallTimeout) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?<host>[^:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+]):)?(?<port>\\d{1,5})");
  private static final int LARGEST_PORT = 65535;

  public ServeSettings {
    require(maxViewers >= 1 && maxViewers <= 1000, "max-viewers must be from 1 to 1000");
    require(
        socketBuffer >= 4096 && socketBuffer <= 64 << 20,
        "socket-buffer must be from 4 KiB to 64 MiB");
    require(spareDescriptors >= 1, "spare-descriptors must be at least 1");
    require(stallTimeout.toMillis() >= 100, "stall-timeout must be at least 100ms");
  }

  /** Reads {@code throng.edge-node}. */
  public static ServeSettings from(Config edgeNode) {
    Config serve = edgeNode.getConfig("serve");
    String listen = serve.getString("listen").strip();
    Matcher address = ADDRESS.matcher(listen);
    require(
        listen.isEmpty() || (address.matches() && port(address) <= LARGEST_PORT),
        "listen must be a port such as 6810, or host:port such as 0.0.0.0:6810, and is \""
            + listen
            + "\"");
    return new ServeSettings(
        listen.isEmpty() ? "" : host(address, serve.getString("host")),
        listen.isEmpty() ? 0 : port(address),
        serve.getBoolean("overlay"),
        serve.getBoolean("allow-shutdown"),
        serve.getInt("max-viewers"),
        Math.toIntExact(serve.getMemorySize("socket-buffer").toBytes()),
        serve.getInt("spare-descriptors"),
        serve.getDuration("stall-timeout"));
  }

  /** Whether the camera is served at all. */
  public boolean isOn() {
    return !host.isEmpty();
  }

  /** As host:port. */
  public String address() {
    return at(port);
  }

  /**
   * As host:port, the host as the user said it: the system may name it in another way.
   *
   * @param bound the port that is listened at, where any free one was asked for
   */
  String at(int bound) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound;
  }

  ListenerSettings listener() {
    return new ListenerSettings(maxViewers, maxViewers, maxViewers, socketBuffer, spareDescriptors);
  }

  private static String host(Matcher address, String otherwise) {
    String host = address.group("host");
    return host == null ? otherwise : host.replaceAll("[\\[\\]]", "");
  }

  private static int port(Matcher address) {
    return Integer.parseInt(address.group("port"));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new SettingsException("throng.edge-node.serve." + rule + ".");
    }
  }
}
