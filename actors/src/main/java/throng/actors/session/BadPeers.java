package throng.actors.session;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.actors.statistics.NodeStatistics;
import throng.streams.legacy.LegacyException;
import throng.streams.wire.WireException;

/**
 * Counts and writes down who broke the protocol, a line each ten seconds at most: a peer that comes
 * again and again must not fill the disk. Any thread may tell it.
 */
public final class BadPeers {
  private static final Logger LOG = LoggerFactory.getLogger(BadPeers.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final NodeStatistics statistics;
  private long lastNanos = System.nanoTime() - INTERVAL;
  private long unwritten;

  public BadPeers(NodeStatistics statistics) {
    this.statistics = statistics;
  }

  void note(InetSocketAddress remote, WireException broken) {
    statistics.broken(broken.kind());
    write(remote, String.valueOf(broken.getMessage()));
  }

  /** A peer of one of the old protocols was cut off. */
  public void note(InetSocketAddress remote, LegacyException broken) {
    statistics.broken(broken.reason());
    write(remote, String.valueOf(broken.getMessage()));
  }

  private synchronized void write(InetSocketAddress remote, String sentence) {
    long now = System.nanoTime();
    if (now - lastNanos < INTERVAL) {
      unwritten++;
      return;
    }
    LOG.warn(
        "Closed the connection of {}: {}{}",
        remote,
        sentence,
        unwritten == 0 ? "" : " (" + unwritten + " more since the last such line)");
    lastNanos = now;
    unwritten = 0;
  }
}
