package throng.actors.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tcp.EdgeListener;
import throng.streams.tcp.ListenPlace;
import throng.streams.tcp.ListenerSettings;

/** A node around a {@link FakeModel} that listens on a free port of the loopback. */
final class ListeningNode implements AutoCloseable {
  private static final ListenerSettings ROOMY = new ListenerSettings(320, 64, 128, 65_536, 1);

  final FakeNode node;
  final InetSocketAddress address;

  ListeningNode(FakeModel model, String settings, Optional<String> token) throws Exception {
    this(model, settings, token, Neighbours.ALONE);
  }

  ListeningNode(FakeModel model, String settings, Optional<String> token, Neighbours neighbours)
      throws Exception {
    node = new FakeNode(model, settings, token, neighbours);
    BadPeers badPeers = new BadPeers(node.statistics);
    address =
        EdgeListener.bind(
                node.kit.system(),
                new ListenPlace("127.0.0.1", 0, "--listen", List.of()),
                ROOMY,
                SessionFlow.create(node.sessions, node.limits, node.budget, badPeers),
                badPeers::note)
            .toCompletableFuture()
            .get(3, TimeUnit.SECONDS)
            .localAddress();
  }

  HandWrittenEdge connect() throws IOException {
    return new HandWrittenEdge(address, node.limits);
  }

  @Override
  public void close() {
    node.close();
  }
}
