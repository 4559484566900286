package throng.streams.flow;

import akka.stream.SubscriptionWithCancelException;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException;

/** One connection's state: greeting, awaiting the welcome, open, leaving, and draining. */
final class EdgeHandshakeLogic extends TimerGraphStageLogic {

  private enum Phase {
    GREETING,
    AWAITING,
    OPEN,
    LEAVING,
    DRAINING
  }

  private static final String LATE = "late";
  private static final String DEMAND = "demand";

  /** A JPEG's tables alone take more than this. */
  private static final int LEAST_BYTES = 512;

  /** One block of a JPEG with halved colour. */
  private static final int LEAST_PIXELS = 16 * 16;

  private final EdgeHandshake stage;
  private final EdgeHandshakeSettings settings;
  private Phase phase = Phase.GREETING;
  private final AnswersOwed owed;
  private int width;
  private int height;
  private @Nullable String leaveSentence;
  // The newest; it waits where the node does not read.
  private Message.@Nullable Demand demand;

  EdgeHandshakeLogic(EdgeHandshake stage) {
    super(stage.shape());
    this.stage = stage;
    settings = stage.settings;
    owed = new AnswersOwed(settings.answerWithin(), settings.leastBytesPerSecond());
    width = settings.hello().width();
    height = settings.hello().height();
    setHandler(stage.framesIn, new FramesIn());
    setHandler(stage.messagesIn, new MessagesIn());
    setHandler(stage.messagesOut, new MessagesOut());
    setHandler(
        stage.eventsOut,
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            pullMessage();
          }
        });
  }

  @Override
  public void preStart() {
    AsyncCallback<String> leave = createAsyncCallback(this::leave);
    var unused = settings.leave().thenAccept(leave::invoke);
    Duration look = settings.answerWithin().dividedBy(8).plusMillis(1);
    scheduleAtFixedRate(LATE, look, look);
    settings
        .offered()
        .ifPresent(offered -> scheduleAtFixedRate(DEMAND, offered.every(), offered.every()));
  }

  @Override
  public void onTimer(Object timer) {
    if (timer == Phase.DRAINING) {
      drained();
    } else if (timer.equals(DEMAND)) {
      settings.offered().ifPresent(offered -> tellDemand(offered.measure()));
    } else if (phase != Phase.DRAINING
        && hasBeenPulled(stage.messagesIn)
        && owed.isLate(settings.clock().getAsLong())) {
      failStage(
          new WireException(
              WireException.Kind.UNANSWERED,
              "A frame got no answer within "
                  + settings.answerWithin().toMillis() / 1000.0
                  + " s"));
    }
  }

  private void leave(String sentence) {
    leaveSentence = sentence;
    if (phase == Phase.OPEN) {
      phase = Phase.LEAVING;
      leaveIfAnswered();
    }
  }

  private void leaveIfAnswered() {
    if (phase == Phase.LEAVING && owed.isEmpty()) {
      sayGoodbye();
    }
  }

  private void sayGoodbye() {
    phase = Phase.DRAINING;
    scheduleOnce(Phase.DRAINING, settings.drainTimeout());
    emit(
        stage.messagesOut,
        new Message.Goodbye(GoodbyeReason.DONE, "The edge has nothing more to send."),
        () -> complete(stage.messagesOut));
  }

  private void drained() {
    if (leaveSentence == null) {
      completeStage();
    } else {
      failStage(LinkLostException.inGoodOrder(leaveSentence));
    }
  }

  private void lose(String sentence) {
    failStage(new LinkLostException(sentence));
  }

  private void on(Message message) {
    if (message instanceof Message.Welcome welcome && phase == Phase.AWAITING) {
      welcomed(welcome);
    } else if (message instanceof Message.Refused refused && phase == Phase.AWAITING) {
      failStage(new RefusedException(refused));
    } else if (phase.compareTo(Phase.OPEN) < 0 || !onWelcomed(message)) {
      lose(
          "The GPU node at "
              + settings.address()
              + " sent what does not belong here: a "
              + message.getClass().getSimpleName()
              + ".");
    }
  }

  /** Whether the message may come after the welcome; it is taken then. */
  private boolean onWelcomed(Message message) {
    if (message instanceof Message.Reply reply) {
      answered(reply.reply());
    } else if (message instanceof Message.Goodbye goodbye) {
      bidFarewell(goodbye);
    } else if (message instanceof Message.Members members) {
      push(stage.eventsOut, new LinkEvent.Members(members.places()));
    } else if (message instanceof Message.ModelChanged changed) {
      push(stage.eventsOut, new LinkEvent.ModelChanged(changed.name(), changed.version()));
    } else if (message instanceof Message.Move move) {
      move(move);
    } else {
      return false;
    }
    return true;
  }

  private void move(Message.Move move) {
    if (phase == Phase.OPEN && settings.follows().test(move)) {
      leave(
          "The GPU node at " + settings.address() + " sends this camera to " + move.target() + ".");
    }
    // It was asked for in place of an event, and was none.
    pullMessage();
  }

  private void pullMessage() {
    if (!hasBeenPulled(stage.messagesIn) && !isClosed(stage.messagesIn)) {
      pull(stage.messagesIn);
    }
  }

  private void answered(FrameReply reply) {
    if (!owed.answered(reply.sequence())) {
      failStage(
          new WireException(
              WireException.Kind.UNEXPECTED_MESSAGE,
              "An answer to frame "
                  + reply.sequence()
                  + " came, which is not the oldest unanswered one of this connection"));
      return;
    }
    push(stage.eventsOut, new LinkEvent.Answered(reply, settings.clock().getAsLong()));
    leaveIfAnswered();
  }

  private void welcomed(Message.Welcome welcome) {
    if (!Message.VERSIONS.contains(welcome.version())) {
      failStage(
          new RefusedException(
              RefusedCode.VERSION,
              "The GPU node wants protocol version "
                  + welcome.version()
                  + ", which this edge node does not speak."));
      return;
    }
    if (welcome.halfFloats() && !settings.hello().halfFloats()) {
      failStage(
          new WireException(
              WireException.Kind.BAD_MESSAGE,
              "The welcome announces half floats, which the hello did not accept"));
      return;
    }
    if (welcome.maxFrameBytes() < LEAST_BYTES || welcome.maxPixels() < LEAST_PIXELS) {
      failStage(
          new RefusedException(
              RefusedCode.UNAVAILABLE,
              "It takes JPEGs of at most %d bytes and %d pixels, into which no picture fits; whoever runs it must raise limits.max-frame-size and limits.max-pixels there."
                  .formatted(welcome.maxFrameBytes(), welcome.maxPixels())));
      return;
    }
    phase = Phase.OPEN;
    push(stage.eventsOut, new LinkEvent.Connected(settings.address(), welcome));
    settings.offered().ifPresent(offered -> offered.last().ifPresent(this::tellDemand));
    if (leaveSentence != null) {
      leave(leaveSentence);
    }
    if (isClosed(stage.framesIn)) {
      sayGoodbye();
    } else {
      pullFrame();
    }
  }

  private void bidFarewell(Message.Goodbye goodbye) {
    if (phase == Phase.DRAINING) {
      drained();
      return;
    }
    if (goodbye.reason() == GoodbyeReason.SHUTTING_DOWN) {
      failStage(
          LinkLostException.inGoodOrder(
              "The GPU node at " + settings.address() + " is going down."));
      return;
    }
    String why = goodbye.sentence().isEmpty() ? "no reason given" : goodbye.sentence();
    String said =
        goodbye.reason() == GoodbyeReason.REPLACED
            ? " has given this camera's place to another connection of the same name: "
            : " said goodbye: ";
    lose("The GPU node at " + settings.address() + said + why);
  }

  private void tellDemand(int milliFrames) {
    long pixels = Math.min(Integer.MAX_VALUE, (long) width * height);
    demand = new Message.Demand(milliFrames, (int) pixels);
    if (isAvailable(stage.messagesOut)) {
      pushDemand();
    }
  }

  private void pushDemand() {
    if (demand != null && phase == Phase.OPEN) {
      push(stage.messagesOut, demand);
    }
    demand = null;
  }

  private void pullFrame() {
    boolean asked = phase == Phase.OPEN && isAvailable(stage.messagesOut);
    if (asked && !hasBeenPulled(stage.framesIn) && !isClosed(stage.framesIn)) {
      pull(stage.framesIn);
    }
  }

  private final class FramesIn extends AbstractInHandler {
    @Override
    public void onPush() {
      JpegFrame next = grab(stage.framesIn);
      if (phase == Phase.DRAINING) {
        // Asked for before the goodbye: the ledger sends it again on the next connection.
        return;
      }
      owed.sent(next, settings.clock().getAsLong());
      Message frame = new Message.Frame(next);
      if (next.width() == width && next.height() == height) {
        emit(stage.messagesOut, frame);
      } else {
        width = next.width();
        height = next.height();
        emitMultiple(
            stage.messagesOut, List.of(new Message.SizeChanged(width, height), frame).iterator());
      }
    }

    @Override
    public void onUpstreamFinish() {
      if (phase == Phase.OPEN || phase == Phase.LEAVING) {
        leaveSentence = null;
        sayGoodbye();
      } else if (phase != Phase.DRAINING) {
        completeStage();
      } else {
        leaveSentence = null;
      }
    }
  }

  private final class MessagesIn extends AbstractInHandler {
    @Override
    public void onPush() {
      on(grab(stage.messagesIn));
    }

    @Override
    public void onUpstreamFinish() {
      if (phase == Phase.DRAINING) {
        drained();
      } else {
        lose("The GPU node at " + settings.address() + " closed the connection.");
      }
    }
  }

  private final class MessagesOut extends AbstractOutHandler {
    @Override
    public void onPull() {
      if (phase == Phase.GREETING) {
        phase = Phase.AWAITING;
        push(stage.messagesOut, settings.hello());
      } else if (demand != null && phase == Phase.OPEN) {
        pushDemand();
      } else {
        pullFrame();
      }
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      // A cancellation without a failure is half of an end: the messages that come in tell the
      // rest.
      if (!(cause instanceof SubscriptionWithCancelException.NonFailureCancellation)) {
        failStage(cause);
      }
    }
  }
}
