package throng.actors.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Network;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.serving.ModelChoice;
import throng.actors.serving.ModelHost;
import throng.actors.serving.PictureSize;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.JpegScans;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.memory.Allowance;
import throng.streams.wire.Message;

/**
 * One connected camera: accepts its frames, and passes on those that can be counted.
 *
 * <p>An accepted frame's answer goes straight from the batcher or a worker to the connection. That
 * no more than {@link SessionSettings#window} frames are under way is kept by the connection, which
 * asks for no more at a time; it bounds what this camera has in the batcher's mailbox, sizes
 * included ({@link NewestSize}). That they are within the node's memory is kept there too; an
 * accepted frame keeps its part until it is answered, also where its connection has ended, and its
 * answer has its own until it is written.
 *
 * <p>Any thread may use it; its connection's does.
 */
final class Session {
  private static final double NANOS_A_SECOND = 1e9;
  private static final long LEAST_BETWEEN_DEMANDS = TimeUnit.SECONDS.toNanos(1);

  /**
   * What a camera that has too little room may want of what it has: what a node cannot do is shared
   * out, and who says more is not believed.
   */
  private static final double MOST_OF_ACCEPTED = 2;

  private static final String NO_PICTURE =
      "The frame is no JPEG picture, or is broken before its pixels begin.";

  private final SessionContext node;
  private final FrameOrigin origin;
  private final ModelChoice choice;
  private final NewestSize newestSize;
  private @Nullable PictureSize counted;
  private boolean hasEnded;
  private long demandToldAt;
  private double acceptedPixels;

  /**
   * @param choice which the camera has joined
   */
  Session(SessionContext node, FrameOrigin origin, ModelChoice choice) {
    this.node = node;
    this.origin = origin;
    this.choice = choice;
    this.demandToldAt = node.clock().nanos();
    this.newestSize =
        new NewestSize(size -> choice.expect(origin.session(), size.width(), size.height()));
  }

  FrameOrigin origin() {
    return origin;
  }

  /** Which network is to count what comes now. */
  Network network() {
    return choice.host().network();
  }

  /**
   * Accepts a frame whose last byte has just come.
   *
   * @param allowance the memory that it is in
   * @return completed with the frame's one answer, by any thread; never, once the session has ended
   */
  CompletionStage<Answered> count(JpegFrame frame, Allowance allowance) {
    // Without the lock: a large JPEG takes its time, and the registry must not wait to end this.
    JpegFacts jpeg = JpegFacts.of(frame.jpeg()).orElse(null);
    int scans = jpeg == null ? 0 : jpeg.scans();
    String tooLarge = jpeg == null ? null : tooLarge(jpeg, scans);
    CompletableFuture<Answered> answer = new CompletableFuture<>();
    synchronized (this) {
      if (!hasEnded) {
        if (jpeg != null && tooLarge == null) {
          counting(jpeg.header());
        }
        choice.give(
            host -> {
              Runs runs = jpeg == null || tooLarge != null ? Runs.NONE : runs(host, jpeg.header());
              PendingFrame accepted = accept(frame, host, runs, allowance, answer);
              if (jpeg == null) {
                accepted.skip(SkipReason.UNDECODABLE, NO_PICTURE);
              } else if (tooLarge != null) {
                accepted.skip(SkipReason.TOO_LARGE, tooLarge);
              } else {
                acceptedPixels += jpeg.header().pixels();
                accepted.foresees(JpegScans.decodeNanos(jpeg.header(), scans, frame.jpeg().size()));
                host.count(accepted);
              }
            });
      }
    }
    return answer;
  }

  /** The answer to a frame above the byte limit. */
  Skipped reject(Message.OversizedFrame frame) {
    node.statistics().accepted(origin.camera());
    node.statistics().skipped(origin.camera(), SkipReason.TOO_LARGE);
    return new Skipped(
        frame.sequence(),
        SkipReason.TOO_LARGE,
        "The frame is %d bytes; this node takes at most %d."
            .formatted(frame.bytes(), node.limits().maxFrameBytes()));
  }

  /** The first pictures will have this size, in pixels. */
  synchronized void begins(int width, int height) {
    if (mayCome(width, height)) {
      choice.expect(origin.session(), width, height);
    }
  }

  /** Pictures have this size, in pixels, from here on. */
  synchronized void resize(int width, int height) {
    if (mayCome(width, height)) {
      newestSize.changed(new PictureSize(width, height));
    }
  }

  private boolean mayCome(int width, int height) {
    return !hasEnded
        && JpegHeader.isPossible(width, height)
        && (long) width * height <= node.limits().maxPixels();
  }

  private void counting(JpegHeader picture) {
    newestSize.counting();
    PictureSize size = new PictureSize(picture.width(), picture.height());
    // All cameras of a network meet where it is told.
    if (!size.equals(counted)) {
      counted = size;
      choice.counts(origin.session(), size);
    }
  }

  /**
   * What the camera would send, as far as what it does send bears it out; of what comes within a
   * second of the last one, or of the beginning, nothing is heard.
   */
  synchronized void demand(Message.Demand demand) {
    long now = node.clock().nanos();
    double seconds = (now - demandToldAt) / NANOS_A_SECOND;
    if (!hasEnded && now - demandToldAt >= LEAST_BETWEEN_DEMANDS) {
      double told = demand.milliFrames() / 1000.0 * demand.pixels();
      double most = MOST_OF_ACCEPTED * acceptedPixels / seconds;
      demandToldAt = now;
      acceptedPixels = 0;
      node.neighbours().demand(origin.camera(), Math.min(told, most));
    }
  }

  /** The connection has ended, however: its frames must not take other cameras' turns. */
  synchronized void end() {
    if (!hasEnded) {
      hasEnded = true;
      choice.left(origin.session());
      node.models().leave(origin.session());
    }
  }

  private static Runs runs(ModelHost host, JpegHeader picture) {
    return host.model().decoder().runs(picture.width(), picture.height());
  }

  private PendingFrame accept(
      JpegFrame frame,
      ModelHost host,
      Runs runs,
      Allowance allowance,
      CompletableFuture<Answered> answer) {
    Network network = host.network();
    Consumer<FrameReply> memory = allowance.keep(frame);
    long arrivedNanos = node.clock().nanos();
    return new PendingFrame(
        origin,
        frame,
        runs,
        node.clock(),
        reply -> {
          memory.accept(reply);
          answer.complete(new Answered(reply, network));
          if (reply instanceof DensityMap map) {
            node.models().counted(host, origin.camera(), frame, map);
          }
          node.counts().answered(origin.camera(), frame, reply, network, arrivedNanos);
        },
        node.statistics());
  }

  /** Why decoding it would take more memory or time than a picture may; null: it does not. */
  private @Nullable String tooLarge(JpegFacts jpeg, int scans) {
    int maxPixels = node.limits().maxPixels();
    JpegHeader picture = jpeg.header();
    if (picture.pixels() > maxPixels) {
      return "The picture is %d x %d pixels; this node counts pictures of at most %d pixels."
          .formatted(picture.width(), picture.height(), maxPixels);
    }
    if (jpeg.hasTooManyCoefficients(maxPixels)) {
      return "The picture's %d components have several scans, for which decoding keeps %d bytes; one of %d x %d pixels may take at most %d on this node."
          .formatted(
              picture.components(),
              jpeg.coefficientBytes(),
              picture.width(),
              picture.height(),
              jpeg.mostCoefficientBytes(maxPixels));
    }
    long most = JpegScans.most(picture, maxPixels);
    return scans <= most
        ? null
        : "The picture has %d scans; one of %d x %d pixels may have at most %d on this node."
            .formatted(scans, picture.width(), picture.height(), most);
  }
}
