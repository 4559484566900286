package throng.streams.tcp;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.SizedFrame;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
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
  static BidiFlow<SizedFrame, SizedFrame, LinkEvent, LinkEvent, NotUsed> create(
      FrameFitter fitter, Executor blocking) {
    FrameFitting fitting = new FrameFitting(fitter, blocking);
    return BidiFlow.fromFlows(
        Flow.of(SizedFrame.class).mapAsync(1, fitting::fitted),
        Flow.of(LinkEvent.class).map(fitting::noted));
  }

  private LinkEvent noted(LinkEvent event) {
    if (event instanceof LinkEvent.Connected connected) {
      welcome = connected.welcome();
    }
    return event;
  }

  private CompletionStage<SizedFrame> fitted(SizedFrame frame) {
    Message.Welcome limits = welcome;
    if (limits == null || fits(frame, limits)) {
      return CompletableFuture.completedFuture(frame);
    }
    return CompletableFuture.supplyAsync(() -> fit(frame, limits), blocking);
  }

  private static boolean fits(SizedFrame frame, Message.Welcome limits) {
    return frame.frame().jpeg().size() <= limits.maxFrameBytes()
        && (long) frame.width() * frame.height() <= limits.maxPixels();
  }

  private SizedFrame fit(SizedFrame sized, Message.Welcome limits) {
    JpegFrame frame = sized.frame();
    ByteString jpeg = fitter.fit(frame.jpeg(), limits.maxFrameBytes(), limits.maxPixels());
    JpegFrame fitted =
        new JpegFrame(
            frame.sequence(),
            frame.capturedNanos(),
            frame.capturedMillis(),
            frame.worthMillis(),
            jpeg);
    return JpegHeader.of(jpeg)
        .map(header -> new SizedFrame(fitted, header.width(), header.height()))
        .orElse(new SizedFrame(fitted, sized.width(), sized.height()));
  }
}
