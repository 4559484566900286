package throng.streams.camera;

import akka.stream.Attributes;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import throng.streams.tally.Tally;

/**
 * Reads a camera on demand through {@link CameraThread}s, one at a time, and watches over them.
 *
 * <p>All state belongs to the stage; the threads reach it through its asynchronous callback alone.
 */
final class CameraStage extends GraphStage<SourceShape<CapturedFrame>> {

  /** How many causes of one outage are told. */
  private static final int MOST_CAUSES = 4;

  private enum Timer {
    SILENCE,
    REOPEN
  }

  private final Outlet<CapturedFrame> out = Outlet.create("CameraSource.out");
  private final SourceShape<CapturedFrame> shape = SourceShape.of(out);
  private final String name;
  private final CameraOpener opener;
  private final WatchdogSettings watchdog;
  private final Tally tally;
  private final @Nullable CameraListener listener;

  /**
   * @param listener null: the source is not opened again
   */
  CameraStage(
      String name,
      CameraOpener opener,
      WatchdogSettings watchdog,
      Tally tally,
      @Nullable CameraListener listener) {
    this.name = name;
    this.opener = opener;
    this.watchdog = watchdog;
    this.tally = tally;
    this.listener = listener;
  }

  @Override
  public SourceShape<CapturedFrame> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("camera").and(Attributes.inputBuffer(1, 1));
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private record Message(CameraThread thread, CameraThread.Told told) {}

  private final class Logic extends TimerGraphStageLogic {

    private final AsyncCallback<Message> told = createAsyncCallback(this::onTold);
    // Also touched by threads that end.
    private final AtomicInteger alive = new AtomicInteger();
    private @Nullable CameraThread thread;
    private boolean open;
    private boolean reading;
    private boolean watching;
    // Those of the outage that were told; none: there is no outage.
    private final Set<String> causes = new HashSet<>();
    private int failures;
    private long sequence;
    private long asked;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              readIfAsked();
            }
          });
    }

    @Override
    public void preStart() {
      tally.endOpened();
      openCamera();
    }

    @Override
    public void postStop() {
      leave();
      tally.endClosed();
    }

    @Override
    public void onTimer(Object timer) {
      if (timer == Timer.REOPEN) {
        openCamera();
        return;
      }
      if (!watching) {
        return;
      }
      long quiet = System.nanoTime() - asked;
      long left = watchdog.silence().toNanos() - Math.min(quiet, quietNanos());
      if (left > 0) {
        // Data comes, or the camera makes a pause of its own: there is only no picture to deliver.
        scheduleOnce(Timer.SILENCE, Duration.ofNanos(left));
        return;
      }
      tally.readHung();
      lost(new CameraException("The camera has delivered nothing for " + words() + "."));
    }

    private long quietNanos() {
      return thread == null ? Long.MAX_VALUE : thread.quietNanos();
    }

    private void watch() {
      asked = System.nanoTime();
      watching = true;
      // One that runs already looks how long it is since then. A timer a picture would be garbage
      // that lives for as long as the silence.
      if (!isTimerActive(Timer.SILENCE)) {
        scheduleOnce(Timer.SILENCE, watchdog.silence());
      }
    }

    private String words() {
      return watchdog.silence().toMillis() / 1000.0 + " s";
    }

    private void openCamera() {
      if (alive.get() >= watchdog.maxHungReads()) {
        // Each further thread would hang as well; the next try comes when one may have returned.
        scheduleOnce(Timer.REOPEN, watchdog.backoff().max());
        return;
      }
      alive.incrementAndGet();
      thread =
          new CameraThread(
              name,
              opener,
              (from, what) -> told.invoke(new Message(from, what)),
              from -> alive.decrementAndGet());
      thread.start();
      watch();
    }

    private void onTold(Message message) {
      if (message.thread() != thread) {
        return;
      }
      CameraThread.Told what = message.told();
      if (what instanceof CameraThread.TooFast tooFast) {
        tally.droppedAtOnce(tooFast.pictures());
        return;
      }
      watching = false;
      if (what instanceof CameraThread.Delivered delivered) {
        delivered(delivered.picture());
      } else if (what instanceof CameraThread.Opened) {
        open = true;
        readIfAsked();
      } else if (what instanceof CameraThread.Failed failed) {
        lost(failed.failure());
      } else if (listener == null) {
        completeStage();
      } else {
        lost(new CameraException("The camera's stream has ended."));
      }
    }

    private void delivered(Picture picture) {
      reading = false;
      failures = 0;
      if (!causes.isEmpty() && listener != null) {
        causes.clear();
        listener.cameraBack();
      }
      tally.captured();
      push(out, new CapturedFrame(sequence++, picture));
    }

    private void readIfAsked() {
      if (thread != null && open && !reading && isAvailable(out)) {
        reading = true;
        thread.read();
        watch();
      }
    }

    private void lost(CameraException why) {
      leave();
      if (listener == null) {
        failStage(why);
        return;
      }
      tell(listener, String.valueOf(why.getMessage()));
      failures++;
      Duration pause = watchdog.backoff().after(failures, ThreadLocalRandom.current().nextDouble());
      scheduleOnce(Timer.REOPEN, pause);
    }

    private void tell(CameraListener listener, String cause) {
      boolean isFirst = causes.isEmpty();
      if (causes.size() < MOST_CAUSES && causes.add(cause)) {
        if (isFirst) {
          listener.cameraLost(cause);
        } else {
          listener.cameraStillAway(cause);
        }
      }
    }

    private void leave() {
      cancelTimer(Timer.SILENCE);
      watching = false;
      if (thread != null) {
        thread.leave();
      }
      thread = null;
      open = false;
      reading = false;
    }
  }
}
