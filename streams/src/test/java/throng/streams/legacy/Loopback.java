package throng.streams.legacy;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.io.Inet;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import akka.testkit.javadsl.TestKit;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An actor system, and a free port of this machine on which flows are served. */
public final class Loopback implements AutoCloseable {
  private final ActorSystem system = ActorSystem.create("loopback");

  public ActorSystem system() {
    return system;
  }

  /**
   * Listens at a free port, as a node does; every connection gets the flow that its remote address
   * is given.
   */
  public InetSocketAddress serve(
      Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> connection,
      Inet.SocketOption... options)
      throws Exception {
    return Tcp.get(system)
        .bind("127.0.0.1", 0, 128, List.of(options), true, Optional.empty())
        .to(
            Sink.foreach(
                incoming ->
                    incoming.handleWith(connection.apply(incoming.remoteAddress()), system)))
        .run(system)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .localAddress();
  }

  @Override
  public void close() {
    TestKit.shutdownActorSystem(system);
  }
}
