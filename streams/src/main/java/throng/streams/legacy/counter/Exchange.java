package throng.streams.legacy.counter;

import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.streams.legacy.LegacyException;
import throng.streams.memory.Allowance;

/**
 * One side of a remote crowd counter's connection: bytes and messages, one message at a time.
 *
 * <pre>
 *              +----------+
 *   bytesIn  ~&gt;|          |~&gt; received
 *              | Exchange |
 *   bytesOut &lt;~|          |&lt;~ toSend
 *              +----------+
 * </pre>
 *
 * <p>Stands directly before the connection: the first demand for bytes means that it is made.
 *
 * <p><b>Emits when</b> a message came whole (received), or one is to be written (bytesOut)
 *
 * <p><b>Backpressures</b> toSend while a message is under way; bytesIn while one chunk waits, or a
 * picture waits for memory, which is not held against the peer
 *
 * <p><b>Completes when</b> either side ends between two messages; a server's also only once the
 * client's system has all that was written
 *
 * <p><b>Cancels when</b> received is cancelled
 *
 * <p><b>Fails when</b> the peer breaks the protocol, hangs up in the middle or exceeds a limit,
 * with a {@link LegacyException}; on the side that connected, when the connection fails
 */
final class Exchange<R, S> extends GraphStage<BidiShape<ByteString, R, S, ByteString>> {
  private static final int PART = 1 << 15;

  private final Inlet<ByteString> bytesIn = Inlet.create("Exchange.bytesIn");
  private final Outlet<R> received = Outlet.create("Exchange.received");
  private final Inlet<S> toSend = Inlet.create("Exchange.toSend");
  private final Outlet<ByteString> bytesOut = Outlet.create("Exchange.bytesOut");
  private final BidiShape<ByteString, R, S, ByteString> shape =
      new BidiShape<>(bytesIn, received, toSend, bytesOut);

  private final Supplier<Role<R, S>> roles;
  private final ExchangeLimits limits;
  private final Allowance allowance;
  private final Runnable afterRead;
  private final Consumer<LegacyException> ended;

  /**
   * A blueprint.
   *
   * @param roles makes the role of each connection
   * @param allowance the connection's memory; closed with it
   * @param afterRead runs after each chunk that came and was answered by no bytes
   * @param ended is told what the stage fails with, also where nobody is left to fail
   */
  Exchange(
      Supplier<Role<R, S>> roles,
      ExchangeLimits limits,
      Allowance allowance,
      Runnable afterRead,
      Consumer<LegacyException> ended) {
    this.roles = roles;
    this.limits = limits;
    this.allowance = allowance;
    this.afterRead = afterRead;
    this.ended = ended;
  }

  @Override
  public BidiShape<ByteString, R, S, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("exchange");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final Role<R, S> role = roles.get();
    private final Conversation<R, S> conversation = new Conversation<>(role);
    private final PictureMemory memory =
        new PictureMemory(allowance, role.peer(), createAsyncCallback(this::whenRoomCame)::invoke);
    private ByteString unread = ByteString.emptyByteString();
    private ByteString unwritten = ByteString.emptyByteString();
    private @Nullable R undelivered;
    private boolean isConnected;
    private int leftOfWrite;
    private int writes;
    private int lastWrite;
    private Wait wait = Wait.NONE;
    private long waitSince;

    Logic() {
      super(shape);
      setHandler(bytesIn, new BytesIn());
      setHandler(received, new Received());
      setHandler(toSend, new ToSend());
      setHandler(bytesOut, new BytesOut());
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate("limits", limits.tick(), limits.tick());
      pull(bytesIn);
      askOwnSide();
      look();
    }

    @Override
    public void postStop() {
      // The connection lingers, and holds on to what is left of its stopped stages.
      conversation.abandon();
      unread = ByteString.emptyByteString();
      unwritten = ByteString.emptyByteString();
      undelivered = null;
      memory.abandon();
      allowance.close();
    }

    private void whenRoomCame(Runnable news) {
      try {
        news.run();
      } catch (LegacyException broken) {
        end(broken);
        return;
      }
      move();
    }

    @Override
    public void onTimer(Object key) {
      if (memory.hasWaitedTooLong()) {
        end(memory.noRoom());
      } else if (System.nanoTime() - waitSince > wait.allowedNanos(limits)) {
        LegacyException over = wait.over(role.peer(), conversation.progress(), limits);
        end(guessed(over, wait.kind()));
      }
    }

    /** Moves what can be moved on every port; called after whatever happened. */
    private void move() {
      try {
        unread = memory.take(conversation, unread);
      } catch (LegacyException broken) {
        end(broken);
        return;
      }
      write();
      deliver();
      if (unread.isEmpty() && isClosed(bytesIn)) {
        onPeerEnded();
        return;
      }
      boolean isWanted = unread.isEmpty() && !memory.isWaiting();
      if (isWanted && !hasBeenPulled(bytesIn) && !isClosed(bytesIn)) {
        pull(bytesIn);
      }
      askOwnSide();
      look();
    }

    private void write() {
      unwritten = unwritten.concat(conversation.writes());
      if (!isAvailable(bytesOut)) {
        return;
      }
      if (!unwritten.isEmpty()) {
        writePart();
      } else if (!conversation.isSending()) {
        memory.written();
      }
    }

    /** A server's answers go in parts, copied: what asks for them would hold them whole, unread. */
    private void writePart() {
      if (leftOfWrite == 0) {
        writes++;
        lastWrite = unwritten.size();
        leftOfWrite = lastWrite;
      }
      ByteString part =
          role.speaksFirst() ? unwritten : unwritten.take(Math.min(PART, leftOfWrite)).compact();
      unwritten = unwritten.drop(part.size());
      leftOfWrite -= part.size();
      push(bytesOut, part);
    }

    private void deliver() {
      if (undelivered == null) {
        undelivered = conversation.ready();
        memory.admit(undelivered);
      }
      if (undelivered != null && !memory.isWaiting() && isAvailable(received)) {
        R message = undelivered;
        undelivered = null;
        push(received, message);
      }
    }

    /** A server's answers are asked for at once: what makes them may need that to take a frame. */
    private void askOwnSide() {
      if (isClosed(toSend)) {
        boolean isEnd =
            conversation.isOurTurn() || !role.speaksFirst() && !conversation.isSending();
        if (isEnd && undelivered == null && isAllWritten()) {
          completeStage();
        }
      } else if (!hasBeenPulled(toSend)
          && (!role.speaksFirst() || isConnected && conversation.isOurTurn())) {
        pull(toSend);
      }
    }

    /** The peer sends no more: that is fine between two messages, or while it waits for ours. */
    private void onPeerEnded() {
      boolean isOurs = conversation.isOurTurn() || undelivered != null || !isAllWritten();
      if (isOurs && !role.speaksFirst()) {
        askOwnSide();
        look();
      } else if (role.speaksFirst()
          ? conversation.isOurTurn() && isClosed(toSend)
          : conversation.isBetweenMessages()) {
        completeStage();
      } else {
        end(brokenOff());
      }
    }

    /**
     * A client's socket that is closed with bytes to write stays until it reads, be it for ever.
     */
    private boolean isAllWritten() {
      return unwritten.isEmpty() && (role.speaksFirst() || isAvailable(bytesOut));
    }

    private void end(LegacyException why) {
      ended.accept(why);
      failStage(why);
    }

    private LegacyException brokenOff() {
      return guessed(
          new LegacyException(
              LegacyException.Reason.BROKEN_OFF,
              "The " + role.peer() + " hung up " + conversation.brokenOff() + "."),
          conversation.waiting().kind());
    }

    private LegacyException guessed(LegacyException why, Wait.Kind awaited) {
      return role.guess(awaited, conversation.filled()).map(why::followedBy).orElse(why);
    }

    private void look() {
      Wait now = memory.isWaiting() ? Wait.NONE : conversation.waiting();
      if (isConnected && !isAvailable(bytesOut)) {
        now = new Wait(Wait.Kind.READING, writes, lastWrite);
      }
      if (!now.equals(wait)) {
        wait = now;
        waitSince = System.nanoTime();
      }
    }

    private final class BytesIn extends AbstractInHandler {
      @Override
      public void onPush() {
        unread = unread.concat(grab(bytesIn));
        int writesBefore = writes;
        if (role.speaksFirst() && conversation.isOurTurn()) {
          end(
              new LegacyException(
                  LegacyException.Reason.BAD_INPUT,
                  "The " + role.peer() + " sent bytes that answer no picture."));
          return;
        }
        move();
        // What was written carries the acknowledgement; one more costs a packet a block.
        if (writes == writesBefore) {
          afterRead.run();
        }
      }

      @Override
      public void onUpstreamFinish() {
        move();
      }

      /** A client may go as it likes; why a server was lost is for whoever made the connection. */
      @Override
      public void onUpstreamFailure(Throwable failure) throws Exception {
        if (role.speaksFirst()) {
          super.onUpstreamFailure(failure);
        } else if (conversation.isBetweenMessages() || conversation.isOurTurn()) {
          completeStage();
        } else {
          end(brokenOff());
        }
      }
    }

    private final class Received extends AbstractOutHandler {
      @Override
      public void onPull() {
        move();
      }

      /** Of the two ways in which the failure of what answers is told, this one comes first. */
      @Override
      public void onDownstreamFinish(Throwable cause) throws Exception {
        if (cause instanceof LegacyException refused) {
          end(refused);
        } else {
          super.onDownstreamFinish(cause);
        }
      }
    }

    private final class ToSend extends AbstractInHandler {
      @Override
      public void onPush() {
        S message = grab(toSend);
        memory.answered(message);
        try {
          conversation.send(message);
        } catch (LegacyException unspeakable) {
          end(unspeakable);
          return;
        }
        move();
      }

      @Override
      public void onUpstreamFinish() {
        move();
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        if (failure instanceof LegacyException refused) {
          ended.accept(refused);
        }
        failStage(failure);
      }
    }

    private final class BytesOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        if (!isConnected) {
          isConnected = true;
          Optional<R> greeting = role.greeting();
          greeting.ifPresent(told -> undelivered = told);
        }
        move();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) throws Exception {
        boolean isOver =
            role.speaksFirst()
                ? isClosed(toSend) && conversation.isOurTurn()
                : conversation.isBetweenMessages() || conversation.isOurTurn();
        if (!isOver) {
          end(brokenOff());
        } else {
          super.onDownstreamFinish(cause);
        }
      }
    }
  }
}
