package throng.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.util.ByteString;
import java.util.Optional;
import throng.actors.batch.Batcher;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.JpegScans;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.memory.Allowance;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;

/**
 * One connected camera: accepts its frames, and passes on those that can be counted.
 *
 * <p>An accepted frame's answer goes straight from the batcher or a worker to the connection. That
 * no more than {@link SessionSettings#window} frames are under way is kept by the connection, which
 * asks for no more at a time; it bounds this mailbox, sizes included ({@link NewestSize}). That
 * they are within the node's memory is kept there too; an accepted frame keeps its part until it is
 * answered, also where its connection has ended.
 */
public final class Session extends AbstractBehavior<Session.Command> {
  private static final String NO_PICTURE =
      "The frame is no JPEG picture, or is broken before its pixels begin.";

  public sealed interface Command {}

  /**
   * Asks for a frame's density map. Answered exactly once.
   *
   * @param arrivedNanos when its last byte came, on this machine's monotonic clock
   * @param allowance the memory that it is in
   */
  record Count(
      JpegFrame frame, long arrivedNanos, Allowance allowance, ActorRef<FrameReply> replyTo)
      implements Command {}

  /** Asks for the answer to a frame above the byte limit. */
  record Reject(Message.OversizedFrame frame, ActorRef<FrameReply> replyTo) implements Command {}

  /** Pictures have this size, in pixels, from here on. */
  record ChangeSize(int width, int height) implements Command {}

  /** A newer connection of the same camera takes this one's place. */
  enum Replace implements Command {
    INSTANCE
  }

  /** The node goes down. */
  enum Drain implements Command {
    INSTANCE
  }

  /** The connection has ended. */
  enum Close implements Command {
    INSTANCE
  }

  static Behavior<Command> create(SessionContext node, FrameOrigin origin, Ending ending) {
    return Behaviors.setup(context -> new Session(context, node, origin, ending));
  }

  private final SessionContext node;
  private final FrameOrigin origin;
  private final Ending ending;

  private Session(
      ActorContext<Command> context, SessionContext node, FrameOrigin origin, Ending ending) {
    super(context);
    this.node = node;
    this.origin = origin;
    this.ending = ending;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Count.class, this::onCount)
        .onMessage(Reject.class, this::onReject)
        .onMessage(ChangeSize.class, this::onChangeSize)
        .onMessage(Replace.class, notUsed -> onReplace())
        .onMessage(Drain.class, notUsed -> onDrain())
        .onMessage(Close.class, notUsed -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onCount(Count command) {
    ByteString jpeg = command.frame().jpeg();
    Optional<JpegHeader> header = JpegHeader.of(jpeg);
    if (header.isEmpty()) {
      accept(command, Runs.NONE).skip(SkipReason.UNDECODABLE, NO_PICTURE);
      return this;
    }
    JpegHeader picture = header.get();
    int scans = JpegScans.count(jpeg);
    Optional<String> tooLarge = tooLarge(picture, scans);
    if (tooLarge.isPresent()) {
      accept(command, Runs.NONE).skip(SkipReason.TOO_LARGE, tooLarge.get());
    } else {
      Runs runs = node.model().decoder().runs(picture.width(), picture.height());
      PendingFrame frame = accept(command, runs);
      frame.foresees(JpegScans.decodeNanos(picture, scans, jpeg.size()));
      node.batcher().tell(new Batcher.Infer(frame));
    }
    return this;
  }

  private Behavior<Command> onReject(Reject command) {
    node.statistics().accepted();
    node.statistics().skipped(SkipReason.TOO_LARGE);
    command.replyTo().tell(tooManyBytes(command.frame()));
    return this;
  }

  private Behavior<Command> onChangeSize(ChangeSize command) {
    boolean isKnown = command.width() > 0 && command.height() > 0;
    long pixels = (long) command.width() * command.height();
    if (isKnown && pixels <= node.limits().maxPixels()) {
      node.batcher().tell(new Batcher.Warm(origin.session(), command.width(), command.height()));
    }
    return this;
  }

  private Behavior<Command> onReplace() {
    ending.atOnce(
        GoodbyeReason.REPLACED,
        "A newer connection of " + origin.camera() + " took this one's place.");
    return this;
  }

  private Behavior<Command> onDrain() {
    ending.afterAnswers(GoodbyeReason.SHUTTING_DOWN, "The node is going down.");
    return this;
  }

  // However it ended: its frames must not take other cameras' turns.
  private Behavior<Command> onStop() {
    node.batcher().tell(new Batcher.Leave(origin.session()));
    return this;
  }

  private PendingFrame accept(Count command, Runs runs) {
    Runnable memory = command.allowance().keep(command.frame());
    return new PendingFrame(
        origin,
        command.frame(),
        runs,
        command.arrivedNanos(),
        reply -> {
          memory.run();
          command.replyTo().tell(reply);
        },
        node.statistics());
  }

  /** Why decoding it would take more memory or time than a picture may; empty: it does not. */
  private Optional<String> tooLarge(JpegHeader picture, int scans) {
    int maxPixels = node.limits().maxPixels();
    if (picture.pixels() > maxPixels) {
      return Optional.of(
          "The picture is %d x %d pixels; this node counts pictures of at most %d pixels."
              .formatted(picture.width(), picture.height(), maxPixels));
    }
    long most = JpegScans.most(picture, maxPixels);
    return scans <= most
        ? Optional.empty()
        : Optional.of(
            "The picture has %d scans; one of %d x %d pixels may have at most %d on this node."
                .formatted(scans, picture.width(), picture.height(), most));
  }

  private Skipped tooManyBytes(Message.OversizedFrame frame) {
    return new Skipped(
        frame.sequence(),
        SkipReason.TOO_LARGE,
        "The frame is %d bytes; this node takes at most %d."
            .formatted(frame.bytes(), node.limits().maxFrameBytes()));
  }
}
