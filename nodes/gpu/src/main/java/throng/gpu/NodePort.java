package throng.gpu;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.function.Function;
import throng.actors.session.BadPeers;
import throng.streams.legacy.counter.PortSharing;
import throng.streams.tcp.Peer;
import throng.streams.tcp.TlsLink;
import throng.streams.tls.TlsMode;
import throng.streams.tls.TlsSettings;

/**
 * A connection at the node's own port: Throng's protocol, the same behind TLS, or the remote crowd
 * counter's, as its first bytes say.
 */
final class NodePort {
  private final TlsSettings tls;
  private final LegacyPorts legacy;
  private final Function<Peer, Flow<ByteString, ByteString, NotUsed>> throng;
  private final BadPeers badPeers;

  /**
   * @param throng the stream of a connection in Throng's protocol
   */
  NodePort(
      TlsSettings tls,
      LegacyPorts legacy,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> throng,
      BadPeers badPeers) {
    this.tls = tls;
    this.legacy = legacy;
    this.throng = throng;
    this.badPeers = badPeers;
  }

  /** The stream of one connection. */
  Flow<ByteString, ByteString, NotUsed> of(Peer peer) {
    boolean isShared = legacy.servesPipelined() || tls.mode() != TlsMode.OFF;
    return isShared
        ? PortSharing.create(
            legacy.opening(),
            () -> legacy.servesPipelined() ? legacy.pipelined(peer) : throng.apply(peer),
            () -> encrypted(peer),
            () -> throng.apply(peer),
            broken -> badPeers.note(peer.address(), broken))
        : throng.apply(peer);
  }

  /** Who is paired with nobody yet says in plain words that it does not encrypt. */
  private Flow<ByteString, ByteString, NotUsed> encrypted(Peer peer) {
    return tls.identity().isThere()
        ? TlsLink.serving(
            tls.identity(), peer, throng, broken -> badPeers.note(peer.address(), broken))
        : throng.apply(peer);
  }
}
