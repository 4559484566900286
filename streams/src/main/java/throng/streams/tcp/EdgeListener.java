package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.io.Inet;
import akka.io.TcpSO;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.stream.javadsl.Tcp.IncomingConnection;
import akka.stream.javadsl.Tcp.ServerBinding;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for edge nodes, and runs one stream a connection; one's failure touches no other. */
public final class EdgeListener {

  private static final Logger LOG = LoggerFactory.getLogger(EdgeListener.class);

  private final ListenerSettings settings;
  private final Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> connection;
  private final Materializer materializer;
  private final AtomicInteger open = new AtomicInteger();

  private EdgeListener(
      ListenerSettings settings,
      Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> connection,
      Materializer materializer) {
    this.settings = settings;
    this.connection = connection;
    this.materializer = materializer;
  }

  /**
   * Begins to listen. A peer that has closed its side may still read answers.
   *
   * @param connection the stream of a connection from that address
   * @return what is listened at; fails with a {@link ListenException}
   */
  public static CompletionStage<ServerBinding> bind(
      ClassicActorSystemProvider system,
      ListenPlace place,
      ListenerSettings settings,
      Function<InetSocketAddress, Flow<ByteString, ByteString, NotUsed>> connection) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    EdgeListener listener = new EdgeListener(settings, connection, materializer);
    return Tcp.get(system)
        .bind(
            place.host(),
            place.port(),
            settings.backlog(),
            socketOptions(settings.socketBuffer(), place.options()),
            true,
            Optional.empty())
        .toMat(Sink.foreach(listener::accept), Keep.left())
        .run(materializer)
        .exceptionally(
            failure -> {
              Throwable why =
                  failure instanceof CompletionException wrapped && wrapped.getCause() != null
                      ? wrapped.getCause()
                      : failure;
              throw new ListenException(LinkFailure.ofBind(place, why), why);
            });
  }

  static List<Inet.SocketOption> socketOptions(int buffer, List<Inet.SocketOption> more) {
    List<Inet.SocketOption> options = new ArrayList<>(more);
    options.add(TcpSO.receiveBufferSize(buffer));
    options.add(TcpSO.sendBufferSize(buffer));
    return options;
  }

  private void accept(IncomingConnection incoming) {
    if (open.incrementAndGet() > settings.maxConnections()) {
      open.decrementAndGet();
      LOG.warn(
          "Closed a connection from {}: {} are open, which is the most allowed",
          incoming.remoteAddress(),
          settings.maxConnections());
      incoming.handleWith(Flow.fromSinkAndSource(Sink.cancelled(), Source.empty()), materializer);
      return;
    }
    incoming
        .flow()
        .watchTermination(Keep.right())
        .joinMat(stream(incoming), Keep.left())
        .run(materializer)
        .whenComplete((done, failure) -> open.decrementAndGet());
  }

  private Flow<ByteString, ByteString, NotUsed> stream(IncomingConnection incoming) {
    try {
      return connection.apply(incoming.remoteAddress());
    } catch (RuntimeException broken) {
      LOG.error("Could not serve the connection from {}", incoming.remoteAddress(), broken);
      return Flow.fromSinkAndSource(Sink.cancelled(), Source.empty());
    }
  }
}
