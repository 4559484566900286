package throng.actors.session;

import akka.util.ByteString;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import throng.actors.counts.Network;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.serving.ModelChoice;
import throng.actors.serving.ModelHost;
import throng.actors.serving.PictureSize;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegCoefficients;
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
  private static final long LEAST_BETWEEN_DEMANDS = TimeUnit.SECONDS.toNanos(1);
  private static final String NO_PICTURE =
      "The frame is no JPEG picture, or is broken before its pixels begin.";

  private final SessionContext node;
  private final FrameOrigin origin;
  private final ModelChoice choice;
  private final NewestSize newestSize;
  private boolean hasEnded;
  private OptionalLong demandToldAt = OptionalLong.empty();

  /**
   * @param choice which the camera has joined
   */
  Session(SessionContext node, FrameOrigin origin, ModelChoice choice) {
    this.node = node;
    this.origin = origin;
    this.choice = choice;
    this.newestSize =
        new NewestSize(size -> choice.expect(origin.session(), size.width(), size.height()));
  }

  FrameOrigin origin() {
    return origin;
  }

  /** Which network is to count what comes now. */
  Network network() {
    return Network.of(choice.host().model());
  }

  /**
   * Accepts a frame whose last byte has just come.
   *
   * @param allowance the memory that it is in
   * @return completed with the frame's one answer, by any thread; never, once the session has ended
   */
  CompletionStage<Answered> count(JpegFrame frame, Allowance allowance) {
    // Without the lock: a large JPEG takes its time, and the registry must not wait to end this.
    Optional<JpegHeader> header = JpegHeader.of(frame.jpeg());
    int scans = header.isPresent() ? JpegScans.count(frame.jpeg()) : 0;
    Optional<String> tooLarge = header.flatMap(picture -> tooLarge(picture, frame.jpeg(), scans));
    CompletableFuture<Answered> answer = new CompletableFuture<>();
    synchronized (this) {
      if (!hasEnded) {
        if (tooLarge.isEmpty()) {
          header.ifPresent(this::counting);
        }
        choice.give(
            host -> {
              Runs runs = runs(host, header, tooLarge);
              PendingFrame accepted = accept(frame, host, runs, allowance, answer);
              if (header.isEmpty()) {
                accepted.skip(SkipReason.UNDECODABLE, NO_PICTURE);
              } else if (tooLarge.isPresent()) {
                accepted.skip(SkipReason.TOO_LARGE, tooLarge.get());
              } else {
                accepted.foresees(JpegScans.decodeNanos(header.get(), scans, frame.jpeg().size()));
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

  /** Pictures have this size, in pixels, from here on. */
  synchronized void resize(int width, int height) {
    long pixels = (long) width * height;
    if (!hasEnded && JpegHeader.isPossible(width, height) && pixels <= node.limits().maxPixels()) {
      newestSize.changed(new PictureSize(width, height));
    }
  }

  private void counting(JpegHeader picture) {
    newestSize.counting();
    choice.counts(origin.session(), new PictureSize(picture.width(), picture.height()));
  }

  /**
   * What the camera would send; of what comes more often than once a second the rest is left out.
   */
  synchronized void demand(Message.Demand demand) {
    long now = node.clock().nanos();
    boolean isTooSoon =
        demandToldAt.isPresent() && now - demandToldAt.getAsLong() < LEAST_BETWEEN_DEMANDS;
    if (!hasEnded && !isTooSoon) {
      demandToldAt = OptionalLong.of(now);
      node.neighbours().demand(origin.camera(), demand.milliFrames() / 1000.0, demand.pixels());
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

  private static Runs runs(ModelHost host, Optional<JpegHeader> header, Optional<String> tooLarge) {
    return header
        .filter(picture -> tooLarge.isEmpty())
        .map(picture -> host.model().decoder().runs(picture.width(), picture.height()))
        .orElse(Runs.NONE);
  }

  private PendingFrame accept(
      JpegFrame frame,
      ModelHost host,
      Runs runs,
      Allowance allowance,
      CompletableFuture<Answered> answer) {
    Network network = Network.of(host.model());
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

  /** Why decoding it would take more memory or time than a picture may; empty: it does not. */
  private Optional<String> tooLarge(JpegHeader picture, ByteString jpeg, int scans) {
    int maxPixels = node.limits().maxPixels();
    if (picture.pixels() > maxPixels) {
      return Optional.of(
          "The picture is %d x %d pixels; this node counts pictures of at most %d pixels."
              .formatted(picture.width(), picture.height(), maxPixels));
    }
    if (JpegCoefficients.areTooMany(jpeg, maxPixels)) {
      return Optional.of(
          "The picture's %d components have several scans, for which decoding keeps %d bytes; one of %d x %d pixels may take at most %d on this node."
              .formatted(
                  picture.components(),
                  JpegCoefficients.bytes(jpeg),
                  picture.width(),
                  picture.height(),
                  JpegCoefficients.most(jpeg, maxPixels)));
    }
    long most = JpegScans.most(picture, maxPixels);
    return scans <= most
        ? Optional.empty()
        : Optional.of(
            "The picture has %d scans; one of %d x %d pixels may have at most %d on this node."
                .formatted(scans, picture.width(), picture.height(), most));
  }
}
