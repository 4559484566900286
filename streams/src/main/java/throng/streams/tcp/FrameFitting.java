package throng.streams.tcp;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.JpegFrame;
import throng.streams.wire.Message;

/** Holds the frames of one connection to the limits that its welcome told. */
final class FrameFitting {

  private final FrameFitter fitter;
  private final Executor blocking;
  // Written by the events, read by the frames.
  private volatile Message.@Nullable Welcome welcome;

  private FrameFitting(FrameFitter fitter, Executor blocking) {
    this.fitter = fitter;
    this.blocking = blocking;
  }

  /**
   * <b>Emits when</b> a frame fits, at once; or when it has been encoded again
   *
   * <p><b>Backpressures when</b> downstream does
   *
   * <p><b>Completes when</b> both directions complete, <b>cancels when</b> they cancel
   *
   * <p><b>Fails when</b> the fitter throws
   *
   * @param blocking where frames are encoded again
   */
  static BidiFlow<JpegFrame, JpegFrame, LinkEvent, LinkEvent, NotUsed> create(
      FrameFitter fitter, Executor blocking) {
    FrameFitting fitting = new FrameFitting(fitter, blocking);
    return BidiFlow.fromFlows(
        Flow.of(JpegFrame.class).mapAsync(1, fitting::fitted),
        Flow.of(LinkEvent.class).map(fitting::noted));
  }

  private LinkEvent noted(LinkEvent event) {
    if (event instanceof LinkEvent.Connected connected) {
      welcome = connected.welcome();
    }
    return event;
  }

  private CompletionStage<JpegFrame> fitted(JpegFrame frame) {
    Message.Welcome limits = welcome;
    if (limits == null || fits(frame, limits)) {
      return CompletableFuture.completedFuture(frame);
    }
    return CompletableFuture.supplyAsync(() -> fit(frame, limits), blocking);
  }

  private static boolean fits(JpegFrame frame, Message.Welcome limits) {
    return frame.jpeg().size() <= limits.maxFrameBytes() && frame.pixels() <= limits.maxPixels();
  }

  private JpegFrame fit(JpegFrame frame, Message.Welcome limits) {
    return frame.encoded(fitter.fit(frame.jpeg(), limits.maxFrameBytes(), limits.maxPixels()));
  }
}
