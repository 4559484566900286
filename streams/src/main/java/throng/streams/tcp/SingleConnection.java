package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.dispatch.Dispatchers;
import akka.io.Inet;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.EdgeHandshake;
import throng.streams.flow.EdgeHandshakeSettings;
import throng.streams.flow.InFlightWindow;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.LinkLostException;
import throng.streams.frame.JpegFrame;
import throng.streams.legacy.counter.CounterClient;
import throng.streams.legacy.counter.QuickAck;
import throng.streams.legacy.counter.Transfer;
import throng.streams.tls.LinkIdentity;
import throng.streams.wire.Liveness;
import throng.streams.wire.Message;
import throng.streams.wire.WireFlow;

/** Composes the flow of one connection to one address. */
final class SingleConnection {

  private final GpuConnectionSettings settings;
  private final LinkIdentity identity;
  private final HelloFactory hello;
  private final FrameFitter fitter;
  private final ClassicActorSystemProvider system;
  // The newest frame's; written by the link's stream, read by whoever makes the next connection.
  private volatile int width;
  private volatile int height;

  SingleConnection(
      GpuConnectionSettings settings,
      LinkIdentity identity,
      HelloFactory hello,
      FrameFitter fitter,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.identity = identity;
    this.hello = hello;
    this.fitter = fitter;
    this.system = system;
  }

  /**
   * The connection; fails when it could not be made, or ends while it is wanted.
   *
   * @param better addresses to look for meanwhile
   * @param lookAfter how often to look for them
   * @param leave completed once one of them accepts: this connection is then ended in good order
   */
  Flow<JpegFrame, LinkEvent, NotUsed> to(
      String address, List<String> better, Duration lookAfter, CompletableFuture<String> leave) {
    GpuAddress node = GpuAddress.parse(address);
    Flow<JpegFrame, LinkEvent, NotUsed> connection =
        node.counter()
            .map(transfer -> counter(address, node, transfer, leave))
            .orElseGet(() -> throng(address, node, leave));
    return Flow.of(JpegFrame.class)
        .map(this::sizeNoted)
        .via(better.isEmpty() ? connection : looking(connection, better, lookAfter, leave));
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> throng(
      String address, GpuAddress node, CompletableFuture<String> leave) {
    return InFlightWindow.create(settings.window())
        .atop(FrameFitting.create(fitter, blocking()))
        .atop(EdgeHandshake.create(handshake(address, leave)))
        .atop(Liveness.create(settings.limits()))
        .atop(WireFlow.edge(settings.limits()))
        .join(throngSocket(node));
  }

  /** Who is paired sends nothing that is not encrypted, whatever answers. */
  private Flow<ByteString, ByteString, ?> throngSocket(GpuAddress node) {
    Flow<ByteString, ByteString, ?> socket = socket(node, List.of());
    return identity.isThere() ? TlsLink.connecting(identity, () -> {}).join(socket) : socket;
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> counter(
      String address, GpuAddress node, Transfer transfer, CompletableFuture<String> leave) {
    QuickAck quickAck = QuickAck.create();
    return InFlightWindow.create(1)
        .atop(FrameFitting.create(fitter, blocking()))
        .atop(CounterClient.create(address, transfer, settings.counter(), quickAck.again()))
        .join(socket(node, List.of(quickAck)))
        .takeWhile(event -> !(leave.isDone() && event instanceof LinkEvent.Answered), true)
        .concatLazy(Source.lazySource(() -> left(leave)));
  }

  private static Source<LinkEvent, NotUsed> left(CompletableFuture<String> leave) {
    return leave.isDone() ? Source.failed(new LinkLostException(leave.join())) : Source.empty();
  }

  private JpegFrame sizeNoted(JpegFrame frame) {
    width = frame.width();
    height = frame.height();
    return frame;
  }

  private Executor blocking() {
    return system.classicSystem().dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
  }

  private EdgeHandshakeSettings handshake(String address, CompletableFuture<String> leave) {
    Message.Hello first = hello.hello(width, height);
    return new EdgeHandshakeSettings(
        address,
        first,
        settings.drainTimeout(),
        settings.answerWithin(first.mode()),
        settings.limits().minRate(),
        leave,
        System::nanoTime);
  }

  private Flow<ByteString, ByteString, ?> socket(GpuAddress node, List<Inet.SocketOption> options) {
    return Sockets.connect(
        system, node.socket(), settings.connectTimeout(), settings.socketBuffer(), options);
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> looking(
      Flow<JpegFrame, LinkEvent, NotUsed> connection,
      List<String> better,
      Duration lookAfter,
      CompletableFuture<String> leave) {
    return connection.watchTermination(
        (ignored, done) -> {
          Cancellable probe =
              PreferredProbe.every(
                  lookAfter,
                  settings.connectTimeout(),
                  system,
                  identity,
                  better,
                  address ->
                      leave.complete("A preferred GPU node accepts again: " + address + "."));
          var unused = done.whenComplete((end, failure) -> probe.cancel());
          return NotUsed.getInstance();
        });
  }
}
