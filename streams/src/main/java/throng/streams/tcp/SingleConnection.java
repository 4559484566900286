package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.dispatch.Dispatchers;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.EdgeHandshake;
import throng.streams.flow.EdgeHandshakeSettings;
import throng.streams.flow.InFlightWindow;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.SizedFrame;
import throng.streams.wire.Liveness;
import throng.streams.wire.WireFlow;

/** Composes the flow of one connection to one address. */
final class SingleConnection {

  private final GpuConnectionSettings settings;
  private final HelloFactory hello;
  private final FrameFitter fitter;
  private final ClassicActorSystemProvider system;
  // The newest frame's; written by the link's stream, read by whoever makes the next connection.
  private volatile int width;
  private volatile int height;

  SingleConnection(
      GpuConnectionSettings settings,
      HelloFactory hello,
      FrameFitter fitter,
      ClassicActorSystemProvider system) {
    this.settings = settings;
    this.hello = hello;
    this.fitter = fitter;
    this.system = system;
  }

  /**
   * The connection; fails when it could not be made, or ends while it is wanted.
   *
   * @param better addresses to look for meanwhile: once one accepts, this connection is ended in
   *     good order
   */
  Flow<SizedFrame, LinkEvent, NotUsed> to(String address, List<String> better) {
    CompletableFuture<String> leave = new CompletableFuture<>();
    Flow<SizedFrame, LinkEvent, NotUsed> connection =
        InFlightWindow.create(settings.window())
            .atop(FrameFitting.create(fitter, blocking()))
            .atop(EdgeHandshake.create(handshake(address, leave)))
            .atop(Liveness.create(settings.limits()))
            .atop(WireFlow.edge(settings.limits()))
            .join(socket(address));
    return Flow.of(SizedFrame.class)
        .map(this::sizeNoted)
        .via(better.isEmpty() ? connection : looking(connection, better, leave));
  }

  private SizedFrame sizeNoted(SizedFrame frame) {
    width = frame.width();
    height = frame.height();
    return frame;
  }

  private Executor blocking() {
    return system.classicSystem().dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
  }

  private EdgeHandshakeSettings handshake(String address, CompletableFuture<String> leave) {
    return new EdgeHandshakeSettings(
        address, hello.hello(width, height), settings.drainTimeout(), leave, System::nanoTime);
  }

  private Flow<ByteString, ByteString, ?> socket(String address) {
    return Tcp.get(system)
        .outgoingConnection(
            GpuNodes.address(address),
            Optional.empty(),
            EdgeListener.socketOptions(settings.socketBuffer()),
            true,
            Optional.of(settings.connectTimeout()),
            Optional.empty());
  }

  private Flow<SizedFrame, LinkEvent, NotUsed> looking(
      Flow<SizedFrame, LinkEvent, NotUsed> connection,
      List<String> better,
      CompletableFuture<String> leave) {
    return connection.watchTermination(
        (ignored, done) -> {
          Cancellable probe =
              PreferredProbe.every(
                  settings,
                  system,
                  better,
                  address ->
                      leave.complete("A preferred GPU node accepts again: " + address + "."));
          var unused = done.whenComplete((end, failure) -> probe.cancel());
          return NotUsed.getInstance();
        });
  }
}
