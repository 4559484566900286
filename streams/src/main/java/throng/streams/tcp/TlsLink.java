package throng.streams.tcp;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.wire.WireException;

/**
 * One connection's encryption: plain bytes on the one side, TLS on the other.
 *
 * <pre>
 *            +---------+
 *   plain ~> | TlsLink | ~> TLS
 *   plain <~ |         | <~ TLS
 *            +---------+
 * </pre>
 *
 * <p>A peer that ends, ends both directions; and once the plain side is over in both, a peer that
 * does not end is hung up on.
 */
public final class TlsLink {
  private TlsLink() {}

  /**
   * One connection of a peer that has begun to encrypt. {@link #accepting} tells when it emits.
   *
   * @param plain the stream of what it encrypts, for the peer as it is known behind TLS
   * @param broken is told what is wrong with the peer's TLS; nobody else is
   */
  public static Flow<ByteString, ByteString, NotUsed> serving(
      LinkIdentity identity,
      Peer peer,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> plain,
      Consumer<WireException> broken) {
    peer.encrypts();
    EncryptedPeer shown = new EncryptedPeer(peer);
    return plain.apply(shown).join(accepting(identity, shown, broken));
  }

  /**
   * The node's side. The peer is told to be encrypted, and who it is once the handshake is over.
   *
   * <p><b>Emits when</b> a record is whole, in each direction
   *
   * <p><b>Backpressures when</b> the downstream of the same direction does; plain bytes also until
   * the handshake is over
   *
   * <p><b>Completes when</b> the peer has said that it ends, or the plain side is over in both
   * directions
   *
   * <p><b>Cancels when</b> the downstream of the same direction does
   *
   * <p><b>Fails when</b> what comes is no TLS, or the handshake fails or takes too many bytes; or
   * upstream fails
   */
  static BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> accepting(
      LinkIdentity identity, EncryptedPeer peer, Consumer<WireException> broken) {
    return create(
        identity::accepting,
        session -> peer.shown(identity.judge(session)),
        failure -> {
          // The plain side sees its answers not taken first, and does not look for more.
          TlsFailure.in(failure).ifPresent(broken);
          return failure;
        });
  }

  /**
   * The edge's side: to a GPU node of the site. {@link #accepting} tells when it emits; it fails
   * with a {@link WireException} also where another answers.
   *
   * @param isSafe told who the node is, when it has shown that
   */
  static BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> connecting(
      LinkIdentity identity, Consumer<PeerIdentity> isSafe) {
    return create(
        identity::connecting,
        session -> LinkIdentity.shown(session).ifPresent(isSafe),
        failure -> TlsFailure.in(failure).<Throwable>map(broken -> broken).orElse(failure));
  }

  private static BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> create(
      Supplier<SSLEngine> engine, Consumer<SSLSession> over, UnaryOperator<Throwable> failing) {
    return BidiFlow.fromFlows(
            Flow.of(ByteString.class),
            Flow.of(ByteString.class).mapError(Throwable.class, failing::apply))
        .atop(BidiFlow.fromGraph(new TlsStage(engine, over)));
  }
}
