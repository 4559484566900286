package throng.actors.session;

import java.net.InetSocketAddress;
import throng.actors.statistics.NodeStatistics;
import throng.streams.legacy.LegacyException;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.TurnedAway;
import throng.streams.wire.WireException;

/**
 * Counts and writes down whose connection the node ended, and why: a peer that comes again and
 * again must not fill the disk. Any thread may tell it.
 */
public final class BadPeers {
  private final NodeStatistics statistics;
  private final RateLimitedLog log = RateLimitedLog.warnings(BadPeers.class);

  public BadPeers(NodeStatistics statistics) {
    this.statistics = statistics;
  }

  /** A peer broke the protocol, or its encryption. */
  public void note(InetSocketAddress remote, WireException broken) {
    statistics.broken(broken.kind());
    write(broken.kind(), remote, String.valueOf(broken.getMessage()));
  }

  /** A peer of one of the old protocols was cut off. */
  public void note(InetSocketAddress remote, LegacyException broken) {
    statistics.broken(broken.reason());
    write(broken.reason(), remote, String.valueOf(broken.getMessage()));
  }

  /** The listener closed the connection of a peer that was not admitted. */
  public void note(InetSocketAddress remote, TurnedAway why) {
    statistics.turnedAway(why);
    write(why, remote, why.reason());
  }

  private void write(Enum<?> kind, InetSocketAddress remote, String sentence) {
    log.write(kind.name(), "Closed the connection of " + HostAndPort.of(remote) + ": " + sentence);
  }
}
