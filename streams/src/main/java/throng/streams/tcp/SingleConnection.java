package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.dispatch.Dispatchers;
import akka.io.Inet;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.EdgeHandshake;
import throng.streams.flow.EdgeHandshakeSettings;
import throng.streams.flow.InFlightWindow;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.LinkLostException;
import throng.streams.flow.OfferedRate;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.legacy.counter.CounterClient;
import throng.streams.legacy.counter.QuickAck;
import throng.streams.legacy.counter.Transfer;
import throng.streams.wire.Liveness;
import throng.streams.wire.Message;
import throng.streams.wire.Silence;
import throng.streams.wire.WireFlow;

/** Composes the flow of one connection to one address. */
final class SingleConnection {

  private final GpuConnectionSettings settings;
  private final HelloFactory hello;
  private final FrameFitter fitter;
  private final ClassicActorSystemProvider system;
  private final OfferedRate offered;
  // The newest frame's; written by the link's stream, read by whoever makes the next connection.
  private volatile int width;
  private volatile int height;

  SingleConnection(
      GpuConnectionSettings settings,
      HelloFactory hello,
      FrameFitter fitter,
      LongSupplier captured,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.hello = hello;
    this.fitter = fitter;
    this.system = system;
    offered = new OfferedRate(captured, System::nanoTime, settings.demandEvery());
  }

  /** The connection; fails when it could not be made, or ends while it is wanted. */
  Flow<JpegFrame, LinkEvent, NotUsed> to(Route route) {
    GpuAddress node = GpuAddress.parse(route.address());
    Flow<JpegFrame, LinkEvent, NotUsed> connection =
        node.counter()
            .map(transfer -> counter(route.address(), node, transfer, route.leave()))
            .orElseGet(() -> throng(route, node));
    return Flow.of(JpegFrame.class)
        .map(this::sizeNoted)
        .via(route.better().isEmpty() ? connection : looking(connection, route));
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> throng(Route route, GpuAddress node) {
    Message.Hello first = hello.hello(width, height, route.routing());
    Supplier<Silence> silence = () -> settings.silence(route.hasOthers().getAsBoolean());
    TrustWatch trust = new TrustWatch(settings.identity(), () -> isCalledAsPaired(route));
    return trust.over(
        InFlightWindow.create(settings.window(first.mode()))
            .atop(FrameFitting.create(fitter, blocking()))
            .atop(EdgeHandshake.create(handshake(route, first)))
            .atop(Liveness.create(silence))
            .atop(WireFlow.edge(settings.limits(), silence))
            .join(throngSocket(node, trust)),
        system,
        route.leave());
  }

  /** Whether a hello would be of the name for which the edge was paired: no other is let in. */
  private boolean isCalledAsPaired(Route route) {
    String name = hello.hello(width, height, route.routing()).camera().node();
    return settings.identity().self().filter(self -> self.name().equals(name)).isPresent();
  }

  /** Who is paired sends nothing that is not encrypted, whatever answers. */
  private Flow<ByteString, ByteString, ?> throngSocket(GpuAddress node, TrustWatch trust) {
    Flow<ByteString, ByteString, ?> socket = socket(node, List.of());
    return trust.isEncrypted()
        ? TlsLink.connecting(settings.identity(), trust::shown).join(socket)
        : socket;
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
    return leave.isDone()
        ? Source.failed(LinkLostException.inGoodOrder(leave.join()))
        : Source.empty();
  }

  private JpegFrame sizeNoted(JpegFrame frame) {
    width = frame.width();
    height = frame.height();
    return frame;
  }

  private Executor blocking() {
    return system.classicSystem().dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
  }

  private EdgeHandshakeSettings handshake(Route route, Message.Hello first) {
    return new EdgeHandshakeSettings(
        route.address(),
        first,
        settings.drainTimeout(),
        settings.answerWithin(first.mode()),
        settings.limits().minRate(),
        route.leave(),
        route.follows(),
        Optional.of(offered).filter(rate -> first.mode() == Mode.LIVE),
        System::nanoTime);
  }

  private Flow<ByteString, ByteString, ?> socket(GpuAddress node, List<Inet.SocketOption> options) {
    return Sockets.connect(
        system,
        node.socket(),
        ConnectTries.to(node, settings.connectTimeout()),
        settings.socketBuffer(),
        options);
  }

  private Flow<JpegFrame, LinkEvent, NotUsed> looking(
      Flow<JpegFrame, LinkEvent, NotUsed> connection, Route route) {
    return connection.watchTermination(
        (ignored, done) -> {
          Cancellable probe =
              PreferredProbe.every(
                  route.lookAfter(),
                  settings.connectTimeout(),
                  system,
                  settings.identity(),
                  route.better(),
                  route.isMember(),
                  address ->
                      route
                          .leave()
                          .complete("A preferred GPU node accepts again: " + address + "."));
          var unused = done.whenComplete((end, failure) -> probe.cancel());
          return NotUsed.getInstance();
        });
  }
}
