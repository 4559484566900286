package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.WRITE_STALLED;

import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.streams.memory.Allowance;

/** The stage of {@link WireFlow}: moves data between the ports, the decoder and the encoder. */
final class WireStage extends GraphStage<BidiShape<Message, ByteString, ByteString, Message>> {
  private static final String LIMITS = "limits";
  private static final String PACE = "pace";

  /** What asks for bytes to write may hold two of these that its peer has not read. */
  private static final int PART = 1 << 15;

  private final Inlet<Message> messagesIn = Inlet.create("Wire.messagesIn");
  private final Outlet<ByteString> bytesOut = Outlet.create("Wire.bytesOut");
  private final Inlet<ByteString> bytesIn = Inlet.create("Wire.bytesIn");
  private final Outlet<Message> messagesOut = Outlet.create("Wire.messagesOut");
  private final BidiShape<Message, ByteString, ByteString, Message> shape =
      BidiShape.of(messagesIn, bytesOut, bytesIn, messagesOut);

  private final Side side;
  private final WireLimits limits;
  private final Supplier<Silence> silence;
  private final Allowance allowance;
  private final Pulse pulse;

  /**
   * The end of one connection.
   *
   * @param silence how long the peer's is borne, asked again and again
   * @param allowance closed with it
   * @param pulse told of each sign of life
   */
  WireStage(
      Side side, WireLimits limits, Supplier<Silence> silence, Allowance allowance, Pulse pulse) {
    this.side = side;
    this.limits = limits;
    this.silence = silence;
    this.allowance = allowance;
    this.pulse = pulse;
  }

  @Override
  public BidiShape<Message, ByteString, ByteString, Message> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("wire");
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final WireDecoder decoder =
        WireDecoder.of(side, limits, silence, allowance.withoutAsking());
    private final Intake intake =
        new Intake(decoder, allowance, createAsyncCallback(this::whenRoomCame)::invoke);
    private final MessagePace pace = new MessagePace(limits.messagesPerSecond(), System::nanoTime);
    // Runs only while bytes are asked for: our own slowness is not the peer's.
    private final RunningClock asking = new RunningClock(System::nanoTime);
    private final RunningClock writing = new RunningClock(System::nanoTime);
    private final RunningClock lingering = new RunningClock(System::nanoTime);

    private boolean halfFloats;
    private boolean saidLast;
    private boolean discarding;
    private long thrownAway;
    private boolean inputEnded;
    private long writeAllowance;
    private ByteString unsent = ByteString.emptyByteString();
    private Runnable written = () -> {};
    private @Nullable ByteString farewell;

    Logic() {
      super(shape);
      setHandler(messagesIn, new MessagesIn());
      setHandler(bytesOut, new BytesOut());
      setHandler(bytesIn, new BytesIn());
      setHandler(messagesOut, new MessagesOut());
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate(LIMITS, limits.look(), limits.look());
      AsyncCallback<Allowance> asked = createAsyncCallback(self -> endIfTooMuchIsUnread());
      allowance.onUnread(() -> asked.invoke(allowance));
    }

    @Override
    public void postStop() {
      // What is left of a stopped stage may be referred to for a while, by timers and callbacks.
      intake.abandon();
      allowance.close();
    }

    @Override
    public void onTimer(Object timer) {
      if (timer.equals(PACE)) {
        paceOpened();
      } else if (lingering.now() > limits.linger().toNanos()) {
        endAfterLinger();
      } else if (writing.runs() && writing.now() > writeAllowance) {
        failStage(
            new WireException(
                WRITE_STALLED,
                "The peer has read nothing for %d s".formatted(writing.now() / 1_000_000_000)));
      } else if (asking.runs()) {
        guarded(() -> decoder.checkTime(asking.now()));
      } else if (!discarding) {
        guarded(intake::checkTime);
      }
    }

    /** A socket that is closed with bytes to write stays until its peer reads, be it for ever. */
    private void endAfterLinger() {
      if (writing.runs()) {
        failStage(
            new WireException(WRITE_STALLED, "The peer has not read what came before the end"));
      } else {
        completeStage();
      }
    }

    /** No farewell: behind what the peer does not read it would not reach it either. */
    private void endIfTooMuchIsUnread() {
      if (allowance.leavesTooMuchUnread()) {
        failStage(
            new WireException(
                WRITE_STALLED,
                "Other frames wait for the memory of answers that the peer reads too slowly"));
      }
    }

    private void whenRoomCame(Runnable news) {
      if (!discarding) {
        guarded(
            () -> {
              news.run();
              if (isAvailable(messagesOut) && !hasBeenPulled(bytesIn)) {
                deliver();
              }
            });
      }
    }

    private void paceOpened() {
      if (!discarding && isAvailable(messagesOut) && !hasBeenPulled(bytesIn)) {
        guarded(this::deliver);
      }
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (WireException broken) {
        reject(broken);
      }
    }

    /** Hands on the next message, or asks for the bytes that it needs. */
    private void deliver() {
      long closedFor = pace.closedFor();
      if (closedFor > 0) {
        pulse.leavesUnread(limits.silenceTimeout());
        scheduleOnce(PACE, Duration.ofNanos(closedFor));
        return;
      }
      Message message = intake.poll(asking.now());
      pace.ignored(decoder.ignored());
      if (message != null) {
        pace.took(message);
        push(messagesOut, message);
      } else if (intake.waitsForRoom()) {
        pulse.leavesUnread(limits.silenceTimeout());
      } else if (decoder.hasEnded()) {
        complete(messagesOut);
        discard();
      } else if (inputEnded) {
        decoder.end();
        complete(messagesOut);
      } else {
        pulse.reads();
        asking.start();
        pull(bytesIn);
      }
    }

    private void write(ByteString bytes) {
      writeAllowance =
          limits.writeStallTimeout().toNanos() + bytes.size() * 1_000_000_000L / limits.minRate();
      writing.reset();
      writing.start();
      if (side == Side.EDGE) {
        push(bytesOut, bytes);
      } else {
        unsent = bytes;
        sendPart();
      }
    }

    /**
     * Copies a part of what is longer: a slice would hold all of it for as long as it is unread.
     */
    private void sendPart() {
      push(bytesOut, unsent.take(PART).compact());
      unsent = unsent.drop(PART);
    }

    private void finish() {
      complete(bytesOut);
      writing.reset();
      if (discarding) {
        lingering.start();
      }
    }

    /** Ends a connection whose peer broke the rules: tells why, on both sides. */
    private void reject(WireException broken) {
      Optional<Message> last =
          side == Side.NODE || decoder.isWelcomed()
              ? broken.farewell(decoder.isWelcomed())
              : Optional.empty();
      if (last.isEmpty() || saidLast || isClosed(bytesOut)) {
        failStage(broken);
        return;
      }
      fail(messagesOut, broken);
      cancel(messagesIn);
      farewell = WireCodec.encode(last.get(), halfFloats);
      if (isAvailable(bytesOut)) {
        sendFarewell();
      }
      discard();
      lingering.start();
    }

    private void sendFarewell() {
      if (farewell != null) {
        push(bytesOut, farewell);
        farewell = null;
        complete(bytesOut);
      }
    }

    /** Reads on and throws away: a socket closed with bytes unread is reset. */
    private void discard() {
      discarding = true;
      pulse.reads();
      asking.stop();
      intake.abandon();
      throwAwayMore();
      if (isClosed(bytesOut)) {
        lingering.start();
      }
    }

    /** Of a peer that was never let in no more than a hello: it waits on the network after that. */
    private void throwAwayMore() {
      boolean wasLetIn = side == Side.EDGE || decoder.isWelcomed();
      boolean isEnough = !wasLetIn && thrownAway >= WireFormat.MAX_CONTROL;
      if (!isEnough && !isClosed(bytesIn) && !hasBeenPulled(bytesIn)) {
        pull(bytesIn);
      }
    }

    private final class MessagesIn extends AbstractInHandler {
      @Override
      public void onPush() {
        Message message = grab(messagesIn);
        if (message instanceof Message.Welcome welcome) {
          halfFloats = welcome.halfFloats();
          decoder.welcomed(asking.now());
        }
        if (message instanceof Message.Reply answer) {
          written = allowance.writing(answer.reply());
          pace.answered(answer.reply());
        }
        saidLast |= message.isLast();
        write(WireCodec.encode(message, halfFloats));
      }

      @Override
      public void onUpstreamFinish() {
        if (unsent.isEmpty()) {
          finish();
        }
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        if (failure instanceof WireException broken) {
          reject(broken);
        } else {
          failStage(failure);
        }
      }
    }

    private final class BytesOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        if (unsent.nonEmpty()) {
          sendPart();
          return;
        }
        writing.reset();
        written.run();
        written = () -> {};
        if (farewell != null) {
          sendFarewell();
        } else if (isClosed(messagesIn)) {
          finish();
        } else {
          pull(messagesIn);
        }
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        writing.reset();
        cancel(messagesIn);
        if (discarding) {
          completeStage();
        }
      }
    }

    private final class BytesIn extends AbstractInHandler {
      @Override
      public void onPush() {
        asking.stop();
        ByteString bytes = grab(bytesIn);
        pulse.beats();
        if (discarding) {
          thrownAway += bytes.size();
          throwAwayMore();
        } else {
          guarded(
              () -> {
                decoder.offer(bytes, asking.now());
                deliver();
              });
        }
      }

      @Override
      public void onUpstreamFinish() {
        asking.stop();
        inputEnded = true;
        pulse.ends();
        if (!discarding && isAvailable(messagesOut)) {
          guarded(Logic.this::deliver);
        }
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        if (discarding) {
          completeStage();
        } else {
          failStage(failure);
        }
      }
    }

    private final class MessagesOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        guarded(Logic.this::deliver);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        discard();
      }
    }
  }
}
