package throng.gpu;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.actors.statistics.NodeStatistics;
import throng.streams.camera.FrameFitter;
import throng.streams.frame.JpegFrame;
import throng.streams.wire.WireLimits;

/**
 * Makes pictures of the remote crowd counter's clients smaller where they are above the node's
 * limits: their protocol can refuse no picture, and a closed connection costs them their folder.
 *
 * <p>Says so in the log once a connection, and not more often than every ten seconds.
 */
final class OversizedPictures {
  private static final Logger LOG = LoggerFactory.getLogger(OversizedPictures.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final FrameFitter fitter;
  private final WireLimits limits;
  private final Executor blocking;
  private final NodeStatistics statistics;

  // Guarded by this.
  private long lastNanos = System.nanoTime() - INTERVAL;
  private long unwritten;

  /**
   * @param blocking where pictures are decoded and encoded again
   */
  OversizedPictures(
      FrameFitter fitter, WireLimits limits, Executor blocking, NodeStatistics statistics) {
    this.fitter = fitter;
    this.limits = limits;
    this.blocking = blocking;
    this.statistics = statistics;
  }

  /**
   * One connection's frames.
   *
   * <p><b>Emits when</b> a frame is within the limits, at once; or when it has been made so, or
   * cannot be, in which case it stays as it is
   *
   * <p><b>Backpressures when</b> downstream does
   *
   * <p><b>Completes when</b> upstream completes
   *
   * <p><b>Cancels when</b> downstream cancels
   */
  Flow<JpegFrame, JpegFrame, NotUsed> fitting(InetSocketAddress remote) {
    AtomicBoolean isSaid = new AtomicBoolean();
    return Flow.of(JpegFrame.class).mapAsync(1, frame -> fitted(frame, remote, isSaid));
  }

  private CompletionStage<JpegFrame> fitted(
      JpegFrame frame, InetSocketAddress remote, AtomicBoolean isSaid) {
    return fits(frame)
        ? CompletableFuture.completedFuture(frame)
        : CompletableFuture.supplyAsync(() -> fit(frame, remote, isSaid), blocking);
  }

  private boolean fits(JpegFrame frame) {
    return frame.jpeg().size() <= limits.maxFrameBytes() && frame.pixels() <= limits.maxPixels();
  }

  private JpegFrame fit(JpegFrame frame, InetSocketAddress remote, AtomicBoolean isSaid) {
    JpegFrame fitted =
        frame.encoded(fitter.fit(frame.jpeg(), limits.maxFrameBytes(), limits.maxPixels()));
    if (!fits(fitted)) {
      // The session answers for it.
      return frame;
    }
    statistics.fitted();
    if (!isSaid.getAndSet(true)) {
      say(remote, frame, fitted);
    }
    return fitted;
  }

  private synchronized void say(InetSocketAddress remote, JpegFrame before, JpegFrame after) {
    long now = System.nanoTime();
    if (now - lastNanos < INTERVAL) {
      unwritten++;
      return;
    }
    LOG.warn(
        "{} sends pictures above the limits of {} bytes and {} pixels; they are made smaller before"
            + " they are counted: the first from {} to {}.{}",
        remote,
        limits.maxFrameBytes(),
        limits.maxPixels(),
        size(before),
        size(after),
        unwritten == 0 ? "" : " (" + unwritten + " more connections since the last such line)");
    lastNanos = now;
    unwritten = 0;
  }

  private static String size(JpegFrame frame) {
    return "%d x %d (%d bytes)".formatted(frame.width(), frame.height(), frame.jpeg().size());
  }
}
