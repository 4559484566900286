package throng.streams.flow;

import java.time.Duration;
import throng.streams.frame.Mode;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;

/**
 * What the ledger of unanswered frames keeps to: keys of {@code throng.edge-node}.
 *
 * @param maxAge how old a live frame's answer may be
 * @param liveWindow how many live frames may be without their outcome
 * @param losslessWindow how many lossless ones
 * @param retryPause the wait before frames that an overloaded node sent back are sent again
 */
public record LedgerSettings(
    Duration maxAge, int liveWindow, int losslessWindow, Backoff retryPause) {

  /** Reads {@code throng.edge-node}. */
  public static LedgerSettings from(Block edgeNode) {
    return new LedgerSettings(
        edgeNode.time("max-age", "1ms", "1d"),
        edgeNode.whole("window", 1, 65_535),
        edgeNode.whole("lossless-window", 1, 65_535),
        Backoff.from(edgeNode.block("retry-pause")));
  }

  /** How many frames may be without their outcome. */
  int window(Mode mode) {
    return mode == Mode.LIVE ? liveWindow : losslessWindow;
  }
}
