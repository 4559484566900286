package throng.streams.tcp;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.IgnoreComplete$;
import akka.stream.TLSProtocol.SendBytes;
import akka.stream.TLSProtocol.SessionBytes;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.TLSProtocol.SslTlsOutbound;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.TLS;
import akka.util.ByteString;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>There is no half-close: whichever side ends, ends both; and once the plain side is over in
 * both directions, a peer that does not end is hung up on.
 */
public final class TlsLink {
  /** Of what a peer sends: its certificates are 1 or 2 KiB, all else some hundred bytes. */
  private static final int MOST_BEFORE_TRUST = 1 << 15;

  private static final int FIRST_RECORD_TYPE = 0x14;
  private static final int LAST_RECORD_TYPE = 0x17;

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
   * <p><b>Completes when</b> the peer has said that it ends, or the plain upstream completes
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
    AtomicBoolean isOver = new AtomicBoolean();
    TlsEnd end = new TlsEnd();
    BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> tls =
        TLS.create(
                engine,
                session -> {
                  isOver.set(true);
                  over.accept(session);
                },
                IgnoreComplete$.MODULE$)
            // What waits inside is more than what was asked for: one part each way.
            .addAttributes(Attributes.inputBuffer(1, 1));
    return BidiFlow.fromFlows(
            Flow.of(ByteString.class)
                .map(bytes -> (SslTlsOutbound) new SendBytes(bytes))
                .watchTermination(end::first),
            Flow.of(SslTlsInbound.class)
                .mapConcat(TlsLink::plain)
                .mapError(Throwable.class, failing::apply)
                .watchTermination(end::second))
        .atop(tls)
        .atop(
            BidiFlow.fromFlows(
                Flow.of(ByteString.class).via(end.socket()),
                Flow.of(ByteString.class)
                    .via(end.socket())
                    .statefulMapConcat(() -> new Handshake(isOver)::bytes)));
  }

  private static List<ByteString> plain(SslTlsInbound inbound) {
    return inbound instanceof SessionBytes bytes ? List.of(bytes.bytes()) : List.of();
  }

  /** Looks at what comes before the peer has shown who it is. */
  private static final class Handshake {
    private final AtomicBoolean isOver;
    private long came;

    private Handshake(AtomicBoolean isOver) {
      this.isOver = isOver;
    }

    private List<ByteString> bytes(ByteString bytes) {
      if (came == 0 && bytes.nonEmpty()) {
        int first = Byte.toUnsignedInt(bytes.apply(0));
        if (first < FIRST_RECORD_TYPE || first > LAST_RECORD_TYPE) {
          throw TlsFailure.notTls();
        }
      }
      came += bytes.size();
      if (!isOver.get() && came - bytes.size() > MOST_BEFORE_TRUST) {
        throw TlsFailure.tooMuch(came);
      }
      return List.of(bytes);
    }
  }
}
