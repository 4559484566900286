package throng.edge.lan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;

/**
 * Whether and where a camera is served: the block {@code throng.edge-node.serve}.
 *
 * @param listen empty: nothing is served; port 0: at any free one
 * @param overlay the picture with its map and count, in place of the camera's
 * @param allowShutdown a viewer may end the edge node
 * @param spareDescriptors how many descriptors are kept from viewers
 * @param stallTimeout a viewer that reads nothing for so long is hung up on
 */
public record ServeSettings(
    Optional<HostAndPort> listen,
    boolean overlay,
    boolean allowShutdown,
    int maxViewers,
    int socketBuffer,
    int spareDescriptors,
    Duration stallTimeout) {
  private static final int CROWD_PACE = 100;

  /** Reads {@code throng.edge-node}. */
  public static ServeSettings from(Block edgeNode) {
    Block serve = edgeNode.block("serve");
    String host = serve.text("host");
    return new ServeSettings(
        serve.unless("", "listen", key -> place(serve, key, host)),
        serve.flag("overlay"),
        serve.flag("allow-shutdown"),
        serve.whole("max-viewers", 1, 1000),
        serve.intBytes("socket-buffer", "4 KiB", "64 MiB"),
        serve.whole("spare-descriptors", 1, 1_000_000),
        serve.time("stall-timeout", "100ms", "1d"));
  }

  /** Whether the camera is served at all. */
  public boolean isOn() {
    return listen.isPresent();
  }

  /**
   * Tries whether the camera can be served where it is to be.
   *
   * @throws throng.streams.tcp.ListenException if it cannot
   */
  public void check() {
    listen.map(ServeSettings::place).ifPresent(ListenPlace::check);
  }

  static ListenPlace place(HostAndPort at) {
    return new ListenPlace(at.host(), at.port(), "--serve", List.of());
  }

  ListenerSettings listener() {
    // One more may come: another one goes for it, or it goes itself.
    int most = maxViewers + 1;
    return new ListenerSettings(most, most, CROWD_PACE, most, socketBuffer, spareDescriptors);
  }

  private static HostAndPort place(Block serve, String key, String host) {
    return serve.read(
        key,
        "must be a port of 0 to 65535 such as 6810, or host:port such as 0.0.0.0:6810 or"
            + " [::1]:6810",
        text ->
            HostAndPort.parse(text)
                .or(
                    () ->
                        HostAndPort.parse("any:" + text)
                            .map(any -> new HostAndPort(host, any.port()))));
  }
}
