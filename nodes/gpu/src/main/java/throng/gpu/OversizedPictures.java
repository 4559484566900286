package throng.gpu;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Flow;
import java.net.InetSocketAddress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.actors.statistics.NodeStatistics;
import throng.streams.camera.FrameFitter;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.PeerNetwork;
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
  private final Function<PeerNetwork, Executor> turns;
  private final NodeStatistics statistics;

  private final AtomicInteger waitingPictures = new AtomicInteger();

  // Guarded by this.
  private long lastNanos = System.nanoTime() - INTERVAL;
  private long unwritten;

  /**
   * @param turns where the pictures of a network are decoded and encoded again
   */
  OversizedPictures(
      FrameFitter fitter,
      WireLimits limits,
      Function<PeerNetwork, Executor> turns,
      NodeStatistics statistics) {
    this.fitter = fitter;
    this.limits = limits;
    this.turns = turns;
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
   * <p><b>Completes when</b> upstream completes and its last frame is emitted
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> upstream ends while a frame waits to be made smaller: nobody is left that
   * it would be for
   */
  Flow<JpegFrame, JpegFrame, NotUsed> fitting(InetSocketAddress remote) {
    Connection connection = new Connection(remote);
    return Flow.of(JpegFrame.class)
        .watchTermination((notUsed, ended) -> connection.endsWith(ended))
        .mapAsync(1, connection::fitted);
  }

  /** One client's frames, of which one at a time is here. */
  private final class Connection {
    private final InetSocketAddress remote;
    private final Executor turn;
    // Let go of when the connection ends: a picture without one must not take memory, or a turn.
    private final AtomicReference<@Nullable JpegFrame> waiting = new AtomicReference<>();
    private boolean isSaid;

    Connection(InetSocketAddress remote) {
      this.remote = remote;
      this.turn = turns.apply(PeerNetwork.of(remote));
    }

    CompletionStage<JpegFrame> fitted(JpegFrame frame) {
      if (fits(frame)) {
        return CompletableFuture.completedFuture(frame);
      }
      waiting.set(frame);
      waitingPictures.incrementAndGet();
      return CompletableFuture.supplyAsync(this::fitWaiting, turn);
    }

    NotUsed endsWith(CompletionStage<Done> ended) {
      ended.whenComplete((done, failure) -> takeWaiting());
      return NotUsed.getInstance();
    }

    private @Nullable JpegFrame takeWaiting() {
      JpegFrame frame = waiting.getAndSet(null);
      if (frame != null) {
        waitingPictures.decrementAndGet();
      }
      return frame;
    }

    private JpegFrame fitWaiting() {
      JpegFrame frame = takeWaiting();
      if (frame == null) {
        throw new CancellationException("The picture's connection has ended.");
      }
      return fit(frame);
    }

    private JpegFrame fit(JpegFrame frame) {
      JpegFrame fitted =
          frame.encoded(fitter.fit(frame.jpeg(), limits.maxFrameBytes(), limits.maxPixels()));
      if (!fits(fitted)) {
        // The session answers for it.
        return frame;
      }
      statistics.fitted();
      if (!isSaid) {
        isSaid = true;
        say(remote, frame, fitted);
      }
      return fitted;
    }
  }

  /** How many pictures wait to be made smaller. */
  int waiting() {
    return waitingPictures.get();
  }

  private boolean fits(JpegFrame frame) {
    return frame.jpeg().size() <= limits.maxFrameBytes() && frame.pixels() <= limits.maxPixels();
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
        HostAndPort.of(remote),
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
