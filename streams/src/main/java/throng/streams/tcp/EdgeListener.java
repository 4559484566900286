package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Tcp.ServerBinding;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Listens for edge nodes, and runs one stream a connection; one's failure touches no other. */
public final class EdgeListener {

  private EdgeListener() {}

  /**
   * Begins to listen.
   *
   * @param port 0: any free one
   * @param connection the stream of a connection from that address
   * @return what is listened at; fails with a {@link ListenException}
   */
  public static CompletionStage<ServerBinding> bind(
      ClassicActorSystemProvider system,
      String host,
      int port,
      ListenerSettings settings,
      Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> connection) {
    throw new UnsupportedOperationException();
  }
}
