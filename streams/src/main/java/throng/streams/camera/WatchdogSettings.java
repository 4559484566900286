package throng.streams.camera;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.SettingsException;

/**
 * When a camera is given up and opened again: the block {@code throng.edge-node.watchdog}.
 *
 * @param silence how long one opening may take, or how long nothing may come from the source
 * @param backoff the wait before it is opened again
 * @param maxHungReads how many threads may hang in calls that never return before no further one is
 *     started
 */
public record WatchdogSettings(Duration silence, Backoff backoff, int maxHungReads) {

  public WatchdogSettings {
    if (silence.isNegative() || silence.isZero()) {
      throw new SettingsException("throng.edge-node.watchdog.silence must be above 0");
    }
    if (maxHungReads < 1) {
      throw new SettingsException("throng.edge-node.watchdog.max-hung-reads must be at least 1");
    }
  }

  /** Reads {@code throng.edge-node}. */
  public static WatchdogSettings from(Config edgeNode) {
    Config watchdog = edgeNode.getConfig("watchdog");
    return new WatchdogSettings(
        watchdog.getDuration("silence"),
        Backoff.from(watchdog.getConfig("backoff")),
        watchdog.getInt("max-hung-reads"));
  }
}
