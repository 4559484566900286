package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.streams.flow.FutureFailure;
import throng.streams.log.RateLimitedLog;
import throng.streams.settings.HostAndPort;

/**
 * Listens for edge nodes, and runs one stream a connection; one's failure touches no other.
 *
 * <p>Peers that were not admitted yet are bounded apart from those that were: {@link Unadmitted}.
 * While there are as many as may be, further ones are accepted at a {@link CrowdPace}. While no
 * descriptor is free, connections wait in the kernel.
 */
public final class EdgeListener {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeListener.class);

  // Of the descriptors that are free at the start, where those are fewer than the settings allow.
  private static final int SHARE_OF_UNADMITTED = 4;

  private final ListenerSettings settings;
  private final Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection;
  private final BiConsumer<InetSocketAddress, TurnedAway> turnedAway;
  private final Materializer materializer;
  private final Unadmitted unadmitted;
  private final RateLimitedLog failures = RateLimitedLog.errors(EdgeListener.class);
  private final AtomicInteger open = new AtomicInteger();

  private EdgeListener(
      ListenerSettings settings,
      int maxUnadmitted,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection,
      BiConsumer<InetSocketAddress, TurnedAway> turnedAway,
      Materializer materializer) {
    this.settings = settings;
    this.connection = connection;
    this.turnedAway = turnedAway;
    this.materializer = materializer;
    this.unadmitted = new Unadmitted(maxUnadmitted, System::nanoTime);
  }

  /**
   * Begins to listen. A peer that has closed its side may still read answers.
   *
   * @param connection the stream of a connection of that peer
   * @param turnedAway is told of whom the listener itself closed the connection
   * @return what is listened at; fails with a {@link ListenException}
   */
  public static CompletionStage<Binding> bind(
      ClassicActorSystemProvider system,
      ListenPlace place,
      ListenerSettings settings,
      Function<Peer, Flow<ByteString, ByteString, NotUsed>> connection,
      BiConsumer<InetSocketAddress, TurnedAway> turnedAway) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Descriptors descriptors = Descriptors.ofThisProcess();
    EdgeListener listener =
        new EdgeListener(
            settings, maxUnadmitted(settings, descriptors), connection, turnedAway, materializer);
    return Sockets.listen(system, place, settings.backlog(), settings.socketBuffer())
        .via(new AcceptGate<>(listener.room(descriptors)))
        .toMat(Sink.foreach(listener::accept), Keep.left())
        .run(materializer)
        .exceptionally(
            failure -> {
              Throwable why = FutureFailure.cause(failure);
              throw new ListenException(ListenFailure.sentence(place, why), why);
            });
  }

  private static int maxUnadmitted(ListenerSettings settings, Descriptors descriptors) {
    long free = descriptors.most() - descriptors.open() - settings.spareDescriptors();
    return (int) Math.max(1, Math.min(settings.maxUnadmitted(), free / SHARE_OF_UNADMITTED));
  }

  private BooleanSupplier room(Descriptors descriptors) {
    BooleanSupplier descriptor =
        new DescriptorRoom(descriptors, settings.spareDescriptors(), LOG::error, System::nanoTime);
    CrowdPace pace = new CrowdPace(unadmitted::isCrowded, settings.crowdPace(), System::nanoTime);
    return () -> unadmitted.hasRoom() && descriptor.getAsBoolean() && pace.getAsBoolean();
  }

  private void accept(Sockets.Incoming incoming) {
    Newcomer newcomer = unadmitted.add(incoming.remote());
    unadmitted.crowdedOut().ifPresent(Newcomer::close);
    if (open.incrementAndGet() > settings.maxConnections()) {
      ended(newcomer);
      turnedAway.accept(newcomer.address(), TurnedAway.FULL);
      incoming.bytes().join(hangingUp()).run(materializer);
      return;
    }
    incoming
        .bytes()
        .join(
            NewcomerWatch.create(
                newcomer,
                closing -> newcomer.closedBy(() -> crowdOut(newcomer, closing)),
                () -> ended(newcomer)))
        .join(stream(newcomer))
        .run(materializer);
  }

  private void crowdOut(Newcomer newcomer, NewcomerWatch.Closing connection) {
    // From here on it keeps nobody out, however long its socket takes.
    ended(newcomer);
    if (!newcomer.hasLeft()) {
      turnedAway.accept(newcomer.address(), TurnedAway.CROWDED_OUT);
    }
    connection.because(new TurnedAwayException(TurnedAway.CROWDED_OUT));
  }

  private void ended(Newcomer newcomer) {
    if (newcomer.end()) {
      open.decrementAndGet();
    }
  }

  private Flow<ByteString, ByteString, NotUsed> stream(Peer peer) {
    try {
      return connection.apply(peer);
    } catch (RuntimeException broken) {
      failures.write(
          "failures",
          "Could not serve the connection from " + HostAndPort.of(peer.address()),
          broken);
      return hangingUp();
    }
  }

  private static Flow<ByteString, ByteString, NotUsed> hangingUp() {
    return Flow.fromSinkAndSource(Sink.cancelled(), Source.empty());
  }
}
