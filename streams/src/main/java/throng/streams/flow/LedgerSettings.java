package throng.streams.flow;

import com.typesafe.config.Config;
import java.time.Duration;
import throng.streams.settings.Backoff;
import throng.streams.settings.SettingsException;

/**
 * What the ledger of unanswered frames keeps to: keys of {@code throng.edge-node}.
 *
 * @param maxAge how old a live frame's answer may be
 * @param window how many frames may be without their outcome
 * @param retryPause the wait before frames that an overloaded node sent back are sent again
 */
public record LedgerSettings(Duration maxAge, int window, Backoff retryPause) {

  public LedgerSettings {
    if (maxAge.toMillis() < 1) {
      throw new SettingsException("throng.edge-node.max-age must be at least 1 ms");
    }
    if (window < 1) {
      throw new SettingsException("throng.edge-node.window must be at least 1, not " + window);
    }
  }

  /** Reads {@code throng.edge-node}. */
  public static LedgerSettings from(Config edgeNode) {
    return new LedgerSettings(
        edgeNode.getDuration("max-age"),
        edgeNode.getInt("window"),
        Backoff.from(edgeNode.getConfig("retry-pause")));
  }
}
