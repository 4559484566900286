package throng.streams.camera;

import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * When a camera is given up and opened again: the block {@code throng.edge-node.watchdog}.
 *
 * @param silence how long one opening may take, or how long nothing may come from the source
 * @param backoff the wait before it is opened again
 * @param maxHungReads how many threads may hang in calls that never return before no further one is
 *     started
 */
public record WatchdogSettings(Duration silence, Backoff backoff, int maxHungReads) {

  /** Reads {@code throng.edge-node}. */
  public static WatchdogSettings from(Block edgeNode) {
    Block watchdog = edgeNode.block("watchdog");
    return new WatchdogSettings(
        watchdog.time("silence", "1ms", "1d"),
        Backoff.from(watchdog.block("backoff")),
        watchdog.whole("max-hung-reads", 1, 1000));
  }
}
