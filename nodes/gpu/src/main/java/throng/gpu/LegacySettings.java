package throng.gpu;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import throng.streams.legacy.counter.CounterServerSettings;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;

/**
 * How the old programs are served: {@code throng.gpu-node.legacy}.
 *
 * @param pipelined whether the node's own port serves them
 * @param stopAndWait where those are served that wait for confirmations; empty: nowhere
 * @param isStopAndWaitChosen whether the user said where, so that it is an error if it is taken
 */
record LegacySettings(
    boolean pipelined,
    Optional<HostAndPort> stopAndWait,
    boolean isStopAndWaitChosen,
    CounterServerSettings counter) {
  static final String STOP_AND_WAIT = "throng.gpu-node.legacy.stop-and-wait-listen";

  private static final Set<String> OFF = Set.of("off", "false", "");
  private static final String KEY = "stop-and-wait-listen";

  /** What these clients may send, for the user; empty: they are not served. */
  Optional<String> announcement() {
    return pipelined || stopAndWait.isPresent()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Remote crowd counters' clients: pictures of at most %.1f MB.",
                counter.maxFrameBytes() / 1e6))
        : Optional.empty();
  }

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param maxFrameBytes the largest JPEG that is read; what is above the node's limit is encoded
   *     again
   */
  static LegacySettings from(Block node, int maxFrameBytes) {
    Block legacy = node.block("legacy");
    boolean isOff = OFF.contains(legacy.text(KEY).toLowerCase(Locale.ROOT));
    return new LegacySettings(
        legacy.flag("pipelined"),
        isOff ? Optional.empty() : Optional.of(legacy.place(KEY)),
        !legacy.isDefault(KEY),
        CounterServerSettings.from(
            legacy, maxFrameBytes, node.block("limits").time("linger", "1ms", "1d")));
  }
}
