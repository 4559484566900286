package throng.actors.session;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.legacy.counter.ExchangeLimits;
import throng.streams.legacy.counter.PortSharing;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;
import throng.streams.tcp.Peer;
import throng.streams.tcp.TlsLink;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** A node around a {@link FakeModel} that listens on a free port of the loopback. */
final class ListeningNode implements AutoCloseable {
  private static final ListenerSettings ROOMY =
      new ListenerSettings(320, 64, 1_000, 128, 65_536, 1);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ExchangeLimits OPENING =
      new ExchangeLimits(PATIENCE, PATIENCE, PATIENCE, 64_000);

  final FakeNode node;
  final InetSocketAddress address;
  private final LinkIdentity identity;
  private final BadPeers badPeers;

  ListeningNode(FakeModel model, String settings, Optional<String> token) throws Exception {
    this(model, settings, token, Neighbours.ALONE, LinkIdentity.none(Role.GPU_NODE));
  }

  ListeningNode(FakeModel model, String settings, Optional<String> token, Neighbours neighbours)
      throws Exception {
    this(model, settings, token, neighbours, LinkIdentity.none(Role.GPU_NODE));
  }

  /**
   * @param identity encrypts for those who begin so
   */
  ListeningNode(FakeModel model, String settings, Optional<String> token, LinkIdentity identity)
      throws Exception {
    this(model, settings, token, Neighbours.ALONE, identity);
  }

  ListeningNode(
      FakeModel model,
      String settings,
      Optional<String> token,
      Neighbours neighbours,
      LinkIdentity identity)
      throws Exception {
    this.identity = identity;
    node = new FakeNode(model, settings, token, neighbours, rules(identity));
    badPeers = new BadPeers(node.statistics);
    address =
        EdgeListener.bind(
                node.kit.system(),
                new ListenPlace("127.0.0.1", 0, "--listen", List.of()),
                ROOMY,
                this::connection,
                badPeers::note)
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .localAddress();
  }

  private Flow<ByteString, ByteString, NotUsed> connection(Peer peer) {
    Function<Peer, Flow<ByteString, ByteString, NotUsed>> throng =
        SessionFlow.create(node.sessions, node.limits, node.budget, badPeers, Pairing.NONE);
    return identity.isThere()
        ? PortSharing.create(
            OPENING,
            () -> throng.apply(peer),
            () ->
                TlsLink.serving(
                    identity, peer, throng, broken -> badPeers.note(peer.address(), broken)),
            () -> throng.apply(peer),
            broken -> badPeers.note(peer.address(), broken))
        : throng.apply(peer);
  }

  private static LinkRules rules(LinkIdentity identity) {
    return new LinkRules() {
      @Override
      public boolean takesCertificates() {
        return identity.isThere();
      }

      @Override
      public boolean needsCertificates() {
        return false;
      }

      @Override
      public boolean isPaired(PeerIdentity peer) {
        return identity.isPaired(peer);
      }

      @Override
      public void letInPlain(String node, InetSocketAddress from) {}

      @Override
      public boolean isRevoked(PeerIdentity peer) {
        return identity.isRevoked(peer);
      }
    };
  }

  HandWrittenEdge connect() throws IOException {
    return new HandWrittenEdge(address, node.limits);
  }

  HandWrittenEdge connect(SSLContext tls) throws IOException {
    return new HandWrittenEdge(address, node.limits, tls);
  }

  @Override
  public void close() {
    node.close();
  }
}
