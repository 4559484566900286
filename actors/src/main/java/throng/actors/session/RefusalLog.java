package throng.actors.session;

import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;

/** Writes down who is not let in; who is sent to another node is none of them. */
final class RefusalLog {
  private final RateLimitedLog log = RateLimitedLog.warnings(Sessions.class);
  // Somebody tries to get in, or a camera has the wrong file: told also by a quiet node.
  private final RateLimitedLog tokens = RateLimitedLog.errors(Sessions.class);

  void write(Peer peer, Refused refused) {
    if (refused.code() != RefusedCode.MOVED) {
      RateLimitedLog to = refused.code() == RefusedCode.TOKEN ? tokens : log;
      to.write(
          refused.code().name(),
          "Refused " + HostAndPort.of(peer.address()) + ": " + refused.sentence());
    }
  }
}
