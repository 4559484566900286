package throng.gpu;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import throng.streams.legacy.counter.CounterServerSettings;
import throng.streams.settings.SettingsException;

/**
 * How the old programs are served: {@code throng.gpu-node.legacy}.
 *
 * @param pipelined whether the node's own port serves them
 * @param firstByteWithin how long a peer may send nothing at the node's own port
 * @param stopAndWait where those are served that wait for confirmations; empty: nowhere
 * @param isStopAndWaitChosen whether the user said where, so that it is an error if it is taken
 */
record LegacySettings(
    boolean pipelined,
    Duration firstByteWithin,
    Optional<HostAndPort> stopAndWait,
    boolean isStopAndWaitChosen,
    CounterServerSettings counter) {
  static final String STOP_AND_WAIT = "throng.gpu-node.legacy.stop-and-wait-listen";

  private static final String KEY = "stop-and-wait-listen";

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param maxFrameBytes the largest JPEG that is read; what is above the node's limit is encoded
   *     again
   */
  static LegacySettings from(Config node, int maxFrameBytes) {
    Config legacy = node.getConfig("legacy");
    return new LegacySettings(
        legacy.getBoolean("pipelined"),
        firstByteWithin(legacy),
        isOff(legacy)
            ? Optional.empty()
            : Optional.of(HostAndPort.parse(STOP_AND_WAIT, legacy.getString(KEY))),
        isChosen(legacy.getValue(KEY)),
        CounterServerSettings.from(legacy, maxFrameBytes, node.getDuration("limits.linger")));
  }

  private static Duration firstByteWithin(Config legacy) {
    Duration within = legacy.getDuration("first-byte-within");
    if (within.toMillis() < 1) {
      throw new SettingsException(
          "throng.gpu-node.legacy.first-byte-within must be at least 1ms, not " + within);
    }
    return within;
  }

  private static boolean isOff(Config legacy) {
    String text = legacy.getString(KEY).toLowerCase(Locale.ROOT);
    return text.equals("off") || text.equals("false") || text.isEmpty();
  }

  private static boolean isChosen(ConfigValue value) {
    return !value.origin().description().contains("reference.conf");
  }
}
