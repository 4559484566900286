package throng.streams.tcp;

import akka.Done;
import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.io.Inet;
import akka.io.TcpSO;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Bytes over TCP, for both nodes: the one caller of Akka's {@code Tcp}, so that what encrypts them
 * stands in one place: {@link TlsLink}, around them.
 */
public final class Sockets {
  private Sockets() {}

  /** A connection that a peer has made, once; nothing is read or written before it is joined. */
  record Incoming(InetSocketAddress remote, Flow<ByteString, ByteString, NotUsed> bytes) {}

  /**
   * Listens once it is run. A peer that has closed its side may still read.
   *
   * <p><b>Emits when</b> a peer has connected
   *
   * <p><b>Backpressures when</b> downstream does: connections then wait in the kernel
   *
   * <p><b>Completes when</b> it is unbound
   *
   * <p><b>Cancels when</b> downstream cancels: it is unbound
   *
   * <p><b>Fails when</b> the place cannot be listened at; so does what it materializes
   *
   * @param backlog how many connections may wait in the kernel
   * @param buffer the kernel's buffer of a connection in each direction, in bytes
   */
  static Source<Incoming, CompletionStage<Binding>> listen(
      ClassicActorSystemProvider system, ListenPlace place, int backlog, int buffer) {
    return Tcp.get(system)
        .bind(
            place.host(),
            place.port(),
            backlog,
            options(buffer, place.options()),
            true,
            Optional.empty())
        .map(incoming -> new Incoming(incoming.remoteAddress(), incoming.flow()))
        .mapMaterializedValue(
            bound ->
                bound.thenApply(
                    binding ->
                        new Binding(
                            binding.localAddress(),
                            () -> binding.unbind().thenApply(unbound -> Done.getInstance()))));
  }

  /**
   * Connects once it is run, by one try, and ends when either side closes.
   *
   * @param timeout how long connecting may take
   * @return materializes what is done once there is a connection, and fails where there is none
   */
  public static Flow<ByteString, ByteString, CompletionStage<Done>> connect(
      ClassicActorSystemProvider system, InetSocketAddress remote, Duration timeout) {
    return connect(system, remote, List.of(timeout), List.of(), false);
  }

  /**
   * Connects once it is run. What was asked for may still be answered after this side has closed.
   *
   * @param tries how long each may take: {@link ConnectTries}
   * @param buffer the kernel's buffer in each direction, in bytes
   */
  static Flow<ByteString, ByteString, CompletionStage<Done>> connect(
      ClassicActorSystemProvider system,
      InetSocketAddress remote,
      List<Duration> tries,
      int buffer,
      List<Inet.SocketOption> more) {
    return connect(system, remote, tries, options(buffer, more), true);
  }

  private static Flow<ByteString, ByteString, CompletionStage<Done>> connect(
      ClassicActorSystemProvider system,
      InetSocketAddress remote,
      List<Duration> tries,
      List<Inet.SocketOption> options,
      boolean halfClose) {
    return Flow.fromGraph(
        new Connecting(tries, () -> connectOnce(system, remote, options, halfClose)));
  }

  private static Flow<ByteString, ByteString, CompletionStage<Done>> connectOnce(
      ClassicActorSystemProvider system,
      InetSocketAddress remote,
      List<Inet.SocketOption> options,
      boolean halfClose) {
    return Tcp.get(system)
        .outgoingConnection(
            remote, Optional.empty(), options, halfClose, Optional.empty(), Optional.empty())
        .mapMaterializedValue(connected -> connected.thenApply(it -> Done.getInstance()));
  }

  private static List<Inet.SocketOption> options(int buffer, List<Inet.SocketOption> more) {
    List<Inet.SocketOption> options = new ArrayList<>(more);
    options.add(TcpSO.receiveBufferSize(buffer));
    options.add(TcpSO.sendBufferSize(buffer));
    return options;
  }
}
