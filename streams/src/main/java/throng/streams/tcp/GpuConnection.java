package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.javadsl.Flow;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.JpegFrame;
import throng.streams.tls.LinkIdentity;

/**
 * A connection to one of several GPU nodes that comes back by itself.
 *
 * <p>Everything that belongs to one connection stands inside the flow that is restarted: the
 * window, the handshake, the signs of life, the bytes, the socket. Frames on their way when a
 * connection breaks are gone: the ledger outside knows them.
 */
public final class GpuConnection {

  private GpuConnection() {}

  /**
   * One camera's connection.
   *
   * <p>Tells {@link LinkEvent.Connected} at each welcome, and {@link LinkEvent.Disconnected} after
   * each connection that ended and each attempt that failed. Frames above the limits that the node
   * told are encoded again, on the blocking dispatcher. While a node that is not the first of the
   * list serves, the better ones are looked for; when one accepts connections again, the current
   * one is left in good order: what is under way is answered first; a frame asked for in that very
   * moment is lost live, and sent again lossless.
   *
   * <p><b>Emits when</b> something has happened to the connection or to a frame
   *
   * <p><b>Backpressures when</b> there is no connection, or its window is full
   *
   * <p><b>Completes when</b> upstream has completed and the node has closed after the goodbye
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> every node refuses for good ({@link
   * throng.streams.flow.RefusedException}), or none has answered for {@code give-up-after} ({@link
   * GaveUpException})
   *
   * @param identity encrypts, once the edge is paired: nothing then goes plain but to a remote
   *     crowd counter's server
   */
  public static Flow<JpegFrame, LinkEvent, NotUsed> create(
      GpuConnectionSettings settings,
      LinkIdentity identity,
      HelloFactory hello,
      FrameFitter fitter,
      ClassicActorSystemProvider system) {
    return Flow.<JpegFrame, LinkEvent, NotUsed>fromMaterializer(
            (materializer, attributes) ->
                new ReturningLink(
                        settings,
                        new SingleConnection(settings, identity, hello, fitter, system),
                        system)
                    .flow())
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }
}
