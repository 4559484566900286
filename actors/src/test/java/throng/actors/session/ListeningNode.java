package throng.actors.session;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.HandWrittenEdge;

/** A node around a {@link FakeModel} that listens on a free port of the loopback. */
final class ListeningNode implements AutoCloseable {
  final FakeNode node;
  private final InetSocketAddress address;

  ListeningNode(FakeModel model, String settings, Optional<String> token) throws Exception {
    node = new FakeNode(model, settings, token);
    Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> flows =
        SessionFlow.create(node.sessions, node.limits, node.budget, node.statistics);
    address =
        Tcp.get(node.kit.system())
            .bind("127.0.0.1", 0, 100, List.of(), true, Optional.empty())
            .to(
                Sink.foreach(
                    connection ->
                        connection.handleWith(
                            flows.apply(connection.remoteAddress()), node.kit.system())))
            .run(node.kit.system())
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
