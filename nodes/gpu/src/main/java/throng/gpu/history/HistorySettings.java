package throng.gpu.history;

import java.time.Duration;
import throng.actors.counts.History;
import throng.streams.settings.Block;

/**
 * What is kept of what was counted: {@code throng.gpu-node.history}.
 *
 * @param isKept whether anything is
 * @param seconds how long a row a second is kept
 * @param minutes how long a row a minute is kept
 * @param hours how long a row an hour is kept
 * @param alerts how long each begin and end of an alert is kept
 * @param mostAlerts how many of them are kept
 * @param writeEvery how often what has come is written
 * @param retryAfter how long to wait after a failure
 * @param queue how many rows may wait
 * @param maxSeries how many cameras and zones may have rows
 */
public record HistorySettings(
    boolean isKept,
    Duration seconds,
    Duration minutes,
    Duration hours,
    Duration alerts,
    int mostAlerts,
    Duration writeEvery,
    Duration retryAfter,
    int queue,
    int maxSeries) {

  /** Reads {@code throng.gpu-node}. */
  public static HistorySettings from(Block gpuNode) {
    Block history = gpuNode.block("history");
    return new HistorySettings(
        history.flag("keep"),
        history.time("seconds", "1h", "36500d"),
        history.time("minutes", "1h", "36500d"),
        history.time("hours", "1h", "36500d"),
        history.time("alerts", "1h", "36500d"),
        history.whole("max-alerts", 100, 10_000_000),
        history.time("write-every", "1s", "1m"),
        history.time("retry-after", "1s", "1h"),
        history.whole("queue", 100, 10_000_000),
        history.whole("max-series", 1, 1_000_000));
  }

  /** The same for whoever is told of it. */
  History.Keeping keeping() {
    return new History.Keeping(seconds, minutes, hours, alerts);
  }

  /** How long a row of this resolution is kept. */
  Duration kept(Resolution resolution) {
    return switch (resolution) {
      case SECONDS -> seconds;
      case MINUTES -> minutes;
      case HOURS -> hours;
    };
  }
}
