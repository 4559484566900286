package throng.streams.wire;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.BidiFlow;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection's two sides sure of each other: answers pings, and pings where nothing comes.
 *
 * <pre>
 *              +----------+
 *   Message ~> |          | ~> Message     to {@link WireFlow}
 *    logic     | Liveness |
 *   Message <~ |          | <~ Message     from it
 *              +----------+
 * </pre>
 *
 * <p>The logic sees neither ping nor pong. From the welcome on, whoever sends it, a ping goes out
 * after {@link Silence#pingAfter} without a message, and again each time that long; that nothing
 * comes in spite of it is {@link WireFlow}'s to find, which sees the bytes. Reads one message ahead
 * of the logic, so that pings are answered while the logic waits for its frames' answers.
 */
public final class Liveness extends GraphStage<BidiShape<Message, Message, Message, Message>> {
  private static final String PING = "ping";
  private static final String PROBE = "probe";

  // Shorter than most frames wait; doubled until it is longer than the way to the peer and back.
  private static final Duration FIRST_PROBE = Duration.ofMillis(5);

  private final Inlet<Message> logicOut = Inlet.create("Liveness.logicOut");
  private final Outlet<Message> wireOut = Outlet.create("Liveness.wireOut");
  private final Inlet<Message> wireIn = Inlet.create("Liveness.wireIn");
  private final Outlet<Message> logicIn = Outlet.create("Liveness.logicIn");
  private final BidiShape<Message, Message, Message, Message> shape =
      BidiShape.of(logicOut, wireOut, wireIn, logicIn);

  private final Supplier<Silence> silence;
  private final Pulse pulse;

  private Liveness(Supplier<Silence> silence, Pulse pulse) {
    this.silence = silence;
    this.pulse = pulse;
  }

  /**
   * Put between the protocol's logic and {@link WireFlow}.
   *
   * <p><b>Emits when</b> its upstream does, ping and pong excepted; on the wire's side also of
   * itself
   *
   * <p><b>Backpressures when</b> its downstream does and one message waits
   *
   * <p><b>Completes when</b> the upstream of the same direction does
   *
   * <p><b>Cancels when</b> the downstream of the same direction does
   *
   * <p><b>Fails when</b> the upstream of the same direction does, in that direction alone
   */
  public static BidiFlow<Message, Message, Message, Message, NotUsed> create(WireLimits limits) {
    return create(limits, new Pulse());
  }

  /** The same, and pings also when {@code pulse} is asked. */
  public static BidiFlow<Message, Message, Message, Message, NotUsed> create(
      WireLimits limits, Pulse pulse) {
    return BidiFlow.fromGraph(new Liveness(Silence.always(limits), pulse));
  }

  /**
   * The same.
   *
   * @param silence asked again and again: it may change
   */
  public static BidiFlow<Message, Message, Message, Message, NotUsed> create(
      Supplier<Silence> silence) {
    return BidiFlow.fromGraph(new Liveness(silence, new Pulse()));
  }

  @Override
  public BidiShape<Message, Message, Message, Message> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("liveness");
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private boolean welcomed;
    private boolean saidLast;
    private boolean heardLast;
    private Duration nextProbe = FIRST_PROBE;
    private long heardAt;
    private long pingedAt;
    private long pings;
    // The newest of the peer's pings answers for those before it: a flood of them takes no memory.
    private Message.@Nullable Pong pong;
    private Message.@Nullable Ping ping;
    private @Nullable Message outgoing;
    private @Nullable Message incoming;

    Logic() {
      super(shape);
      setHandler(logicOut, new LogicOut());
      setHandler(wireOut, new WireOut());
      setHandler(wireIn, new WireIn());
      setHandler(logicIn, new LogicIn());
    }

    @Override
    public void preStart() {
      pull(wireIn);
      lookAgain();
      AsyncCallback<Pulse> asked = createAsyncCallback(self -> giveOrAsk());
      pulse.pingsBy(() -> asked.invoke(pulse));
    }

    @Override
    public void onTimer(Object timer) {
      long now = System.nanoTime();
      if (timer.equals(PROBE)) {
        probe();
        return;
      }
      long pingAfter = silence.get().pingAfter().toNanos();
      boolean quiet = Math.min(now - heardAt, now - pingedAt) >= pingAfter;
      if (quiet && welcomed && incoming == null) {
        ping(now);
      }
      lookAgain();
    }

    private void lookAgain() {
      scheduleOnce(PING, silence.get().pingAfter().dividedBy(4).plusNanos(1));
    }

    private void ping(long now) {
      pingedAt = now;
      ping = new Message.Ping(pings++);
      send();
    }

    /**
     * Tells a peer that has closed its side and still reads from one that is gone: the system of
     * the latter answers a ping with a reset, on which a later one fails.
     */
    private void probe() {
      if (welcomed && !heardLast && nextProbe.compareTo(silence.get().pingAfter()) < 0) {
        ping(System.nanoTime());
        scheduleOnce(PROBE, nextProbe);
        nextProbe = nextProbe.multipliedBy(2);
      }
    }

    /** What the peer has sent and nobody reads is a sign of its life; else it is asked for one. */
    private void giveOrAsk() {
      if (incoming != null) {
        pulse.beats();
      } else if (welcomed) {
        ping(System.nanoTime());
      }
    }

    private void welcome() {
      welcomed = true;
      heardAt = System.nanoTime();
      pingedAt = heardAt;
    }

    /** Sends what waits, the signs of life before the logic's; else asks the logic. */
    private void send() {
      if (!isAvailable(wireOut)) {
        return;
      }
      if (pong != null && !saidLast) {
        push(wireOut, pong);
        pong = null;
      } else if (ping != null && !saidLast) {
        push(wireOut, ping);
        ping = null;
      } else if (outgoing != null) {
        sendOutgoing(outgoing);
      } else if (!isClosed(logicOut) && !hasBeenPulled(logicOut)) {
        pull(logicOut);
      }
    }

    private void sendOutgoing(Message message) {
      outgoing = null;
      saidLast |= message.isLast();
      push(wireOut, message);
      if (isClosed(logicOut)) {
        complete(wireOut);
      }
    }

    private void receive(Message message) {
      heardAt = System.nanoTime();
      heardLast |= message instanceof Message.Goodbye;
      if (message instanceof Message.Ping received) {
        pong = new Message.Pong(received.nonce());
        send();
        pull(wireIn);
      } else if (message instanceof Message.Pong || isClosed(logicIn)) {
        pull(wireIn);
      } else if (isAvailable(logicIn)) {
        push(logicIn, message);
        pull(wireIn);
      } else {
        incoming = message;
      }
    }

    private final class LogicOut extends AbstractInHandler {
      @Override
      public void onPush() {
        Message message = grab(logicOut);
        if (message instanceof Message.Welcome) {
          welcome();
        }
        outgoing = message;
        send();
      }

      @Override
      public void onUpstreamFinish() {
        if (outgoing == null) {
          complete(wireOut);
        }
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        fail(wireOut, failure);
      }
    }

    private final class WireOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        send();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(logicOut);
      }
    }

    private final class WireIn extends AbstractInHandler {
      @Override
      public void onPush() {
        Message message = grab(wireIn);
        if (message instanceof Message.Welcome) {
          welcome();
        }
        receive(message);
      }

      @Override
      public void onUpstreamFinish() {
        if (incoming == null) {
          complete(logicIn);
        }
        probe();
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        fail(logicIn, failure);
      }
    }

    private final class LogicIn extends AbstractOutHandler {
      @Override
      public void onPull() {
        if (incoming == null) {
          return;
        }
        push(logicIn, incoming);
        incoming = null;
        if (isClosed(wireIn)) {
          complete(logicIn);
        } else {
          pull(wireIn);
        }
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(wireIn);
      }
    }
  }
}
