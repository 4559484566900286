package throng.streams.flow;

import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.Skipped;

/** Moves what {@link Unanswered} decides between the ledger's four ports. */
final class LedgerLogic extends TimerGraphStageLogic {

  private static final String PAUSE = "pause";
  private static final String GIVEN_BACK = "given back";

  private final Ledger ledger;
  private final Unanswered unanswered;
  private final Cadence cadence;
  private boolean connected;
  // Left in good order, and no attempt has failed since.
  private boolean moving;
  private boolean paused;
  private int sentBack;
  private boolean ended;
  private boolean saidGoodbye;
  private @Nullable Throwable upstreamFailure;

  LedgerLogic(Ledger ledger) {
    super(ledger.shape());
    this.ledger = ledger;
    unanswered = new Unanswered(ledger.mode, ledger.settings.window(ledger.mode));
    cadence = new Cadence(ledger.settings.maxAge().toNanos());
    setHandler(ledger.framesIn, new FramesIn());
    setHandler(ledger.linkIn, new LinkIn());
    AbstractOutHandler asked =
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            goOn();
          }
        };
    setHandler(ledger.linkOut, asked);
    setHandler(ledger.outcomesOut, asked);
  }

  @Override
  public void preStart() {
    ledger.tally.endOpened();
    pull(ledger.linkIn);
  }

  @Override
  public void postStop() {
    ledger.tally.endClosed();
  }

  @Override
  public void onTimer(Object timer) {
    if (timer.equals(GIVEN_BACK)) {
      unanswered.settleGivenBack(ledger.clock.getAsLong() - cadence.worth());
      awaitNextConnection();
    } else {
      paused = false;
    }
    goOn();
  }

  private void goOn() {
    emitSettled();
    send();
    pullFrame();
    endIfDone();
  }

  private void emitSettled() {
    if (isAvailable(ledger.outcomesOut)) {
      Outcome outcome = unanswered.pollSettled();
      if (outcome != null) {
        count(outcome);
        push(ledger.outcomesOut, outcome);
      }
    }
  }

  private void count(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap map) {
      ledger.tally.counted(map.count(), outcome.ageNanos());
    } else if (outcome.reply() instanceof Skipped skipped) {
      ledger.tally.skipped(skipped.reason());
    } else {
      ledger.tally.lost();
    }
  }

  private void send() {
    while (connected && !paused && isAvailable(ledger.linkOut)) {
      Unanswered.Entry next = unanswered.nextToSend();
      if (next == null) {
        return;
      }
      Picture picture = next.frame().picture();
      long worthNanos = cadence.worth() - (ledger.clock.getAsLong() - picture.capturedNanos());
      if (ledger.mode == Mode.LIVE && worthNanos <= 0) {
        leaveOut(next);
      } else {
        unanswered.sent(next);
        push(ledger.linkOut, toSend(next.frame(), worthNanos));
      }
    }
  }

  private void leaveOut(Unanswered.Entry entry) {
    unanswered.leaveOut(entry);
    ledger.tally.dropped();
  }

  private JpegFrame toSend(CapturedFrame frame, long worthNanos) {
    Picture picture = frame.picture();
    // 0 means for ever, so that the last millisecond counts as a whole one.
    int worth = ledger.mode == Mode.LIVE ? (int) Math.max(1, worthNanos / 1_000_000) : 0;
    return new JpegFrame(
        frame.sequence(),
        picture.capturedNanos(),
        picture.capturedMillis(),
        worth,
        picture.width(),
        picture.height(),
        picture.jpeg());
  }

  private void pullFrame() {
    boolean asked = connected && isAvailable(ledger.linkOut) && !unanswered.hasWaiting();
    boolean room = (asked || isOffline()) && !unanswered.isFull();
    if (room && !hasBeenPulled(ledger.framesIn) && !isClosed(ledger.framesIn)) {
      pull(ledger.framesIn);
    }
  }

  /** A live camera's end would never be seen behind a frame that nobody takes. */
  private boolean isOffline() {
    return ledger.mode == Mode.LIVE && !connected && !moving;
  }

  private void leaveOutWaiting() {
    for (Unanswered.Entry next = unanswered.nextToSend();
        next != null;
        next = unanswered.nextToSend()) {
      leaveOut(next);
    }
  }

  private void endIfDone() {
    if (!ended) {
      return;
    }
    if (isOffline()) {
      leaveOutWaiting();
    }
    if (unanswered.isEmpty() && !connected) {
      end();
    } else if (unanswered.isEmpty() && !saidGoodbye) {
      saidGoodbye = true;
      complete(ledger.linkOut);
    }
  }

  private void end() {
    if (upstreamFailure == null) {
      completeStage();
    } else {
      failStage(upstreamFailure);
    }
  }

  private void on(LinkEvent event) {
    if (event instanceof LinkEvent.Answered answered) {
      if (ledger.isEnding.getAsBoolean()) {
        unanswered.endTries();
      }
      if (unanswered.answered(answered.reply(), answered.arrivedNanos())) {
        pause();
      } else if (answered.reply() instanceof DensityMap) {
        sentBack = 0;
      }
      awaitNextConnection();
    } else if (event instanceof LinkEvent.Connected) {
      connected = true;
      moving = false;
      unanswered.linkBroke(ledger.clock.getAsLong());
    } else if (event instanceof LinkEvent.Disconnected disconnected) {
      connected = false;
      moving = disconnected.inGoodOrder();
      if (moving) {
        unanswered.linkLeft();
      } else {
        unanswered.linkBroke(ledger.clock.getAsLong());
      }
    }
  }

  /** A node that gives frames back and stays must not hold up those behind them for ever. */
  private void awaitNextConnection() {
    if (unanswered.hasGivenBack() && !isTimerActive(GIVEN_BACK)) {
      scheduleOnce(GIVEN_BACK, Duration.ofNanos(cadence.worth()));
    }
  }

  private void pause() {
    sentBack++;
    if (!paused) {
      paused = true;
      double random = ThreadLocalRandom.current().nextDouble();
      scheduleOnce(PAUSE, ledger.settings.retryPause().after(sentBack, random));
    }
  }

  private final class FramesIn extends AbstractInHandler {
    @Override
    public void onPush() {
      if (isOffline()) {
        leaveOutWaiting();
      }
      CapturedFrame frame = grab(ledger.framesIn);
      cadence.took(frame);
      unanswered.add(frame);
      goOn();
    }

    @Override
    public void onUpstreamFinish() {
      ended = true;
      goOn();
    }

    @Override
    public void onUpstreamFailure(Throwable failure) {
      upstreamFailure = failure;
      onUpstreamFinish();
    }
  }

  private final class LinkIn extends AbstractInHandler {
    @Override
    public void onPush() {
      on(grab(ledger.linkIn));
      pull(ledger.linkIn);
      goOn();
    }

    @Override
    public void onUpstreamFinish() {
      end();
    }

    @Override
    public void onUpstreamFailure(Throwable failure) {
      if (saidGoodbye) {
        end();
      } else {
        failStage(failure);
      }
    }
  }
}
