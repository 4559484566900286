package throng.edge.output;

import akka.Done;
import akka.stream.ActorAttributes;
import akka.stream.Attributes;
import akka.stream.Inlet;
import akka.stream.SinkShape;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.GraphStageWithMaterializedValue;
import akka.stream.stage.TimerGraphStageLogic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import scala.Tuple2;
import throng.edge.output.Outage.Retry;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;

/**
 * Feeds a {@link View} on a dispatcher of its own.
 *
 * <p>The materialized value is done once the view is closed. A view that fails is reported once,
 * and tried again; the outcomes that it does not take are counted.
 */
public final class ViewSink
    extends GraphStageWithMaterializedValue<SinkShape<Outcome>, CompletionStage<Done>> {
  private static final String VIEWS = "throng.view-dispatcher";
  private static final String ROWS = "throng.row-dispatcher";
  private static final int ROWS_AT_ONCE = 8;
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Inlet<Outcome> in = Inlet.create("ViewSink.in");
  private final SinkShape<Outcome> shape = SinkShape.of(in);
  private final View view;
  private final AtomicLong offered;
  private final ViewListener listener;
  private final Retry retry;

  private ViewSink(View view, AtomicLong offered, ViewListener listener, Retry retry) {
    this.view = view;
    this.offered = offered;
    this.listener = listener;
    this.retry = retry;
  }

  /**
   * A sink for {@code view} that holds as many outcomes as there is room for.
   *
   * <p>Backpressures when the room is full, in lossless mode; in live mode the oldest is left out
   * instead. Never cancels. The view is closed when the upstream completes or fails.
   *
   * @param listener told on the view's thread
   */
  public static Sink<Outcome, CompletionStage<Done>> create(
      View view, Mode mode, WaitingRoom room, ViewListener listener) {
    return create(view, mode, room, listener, Retry.AT_ONCE);
  }

  /** The same for a view that rests after a failure. */
  static Sink<Outcome, CompletionStage<Done>> create(
      View view, Mode mode, WaitingRoom room, ViewListener listener, Retry retry) {
    return create(view, mode, room, listener, retry, thread(VIEWS, 1));
  }

  /**
   * The same for rows, which no picture that takes long to draw holds up. Some wait beside the
   * room: to ask for each alone would cost more than to write it.
   */
  static Sink<Outcome, CompletionStage<Done>> ofRows(
      View view, Mode mode, WaitingRoom room, ViewListener listener) {
    return create(view, mode, room, listener, Retry.AT_ONCE, thread(ROWS, ROWS_AT_ONCE));
  }

  private static Attributes thread(String dispatcher, int atOnce) {
    return ActorAttributes.dispatcher(dispatcher).and(Attributes.inputBuffer(atOnce, atOnce));
  }

  private static Sink<Outcome, CompletionStage<Done>> create(
      View view,
      Mode mode,
      WaitingRoom room,
      ViewListener listener,
      Retry retry,
      Attributes thread) {
    AtomicLong offered = new AtomicLong();
    return Flow.<Outcome>create()
        .map(
            outcome -> {
              offered.incrementAndGet();
              return outcome;
            })
        .via(new WaitingOutcomes(mode, room))
        .toMat(
            Sink.fromGraph(new ViewSink(view, offered, listener, retry)).addAttributes(thread),
            Keep.right());
  }

  @Override
  public SinkShape<Outcome> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("ViewSink");
  }

  @Override
  public Tuple2<GraphStageLogic, CompletionStage<Done>> createLogicAndMaterializedValue(
      Attributes attributes) {
    CompletableFuture<Done> closed = new CompletableFuture<>();
    return Tuple2.apply(new Logic(closed), closed);
  }

  private interface Step {
    void run() throws IOException;
  }

  private final class Logic extends TimerGraphStageLogic {
    private final CompletableFuture<Done> closed;
    private final Outage outage = new Outage(retry, listener);
    private long taken;

    Logic(CompletableFuture<Done> closed) {
      super(shape);
      this.closed = closed;
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              Outcome outcome = grab(in);
              taken++;
              show(outcome);
              pull(in);
            }
          });
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate("tick", TICK, TICK);
      pull(in);
    }

    @Override
    public void onTimer(Object key) {
      if (outage.mayTry()) {
        attempt(view::everySecond);
      }
    }

    @Override
    public void postStop() {
      attempt(view::close);
      outage.close();
      if (taken < offered.get()) {
        listener.leftOut(offered.get() - taken);
      }
      closed.complete(Done.done());
    }

    private void show(Outcome outcome) {
      if (outage.mayTry() && attempt(() -> view.show(outcome))) {
        outage.over();
      } else {
        outage.missed(1);
      }
    }

    private boolean attempt(Step step) {
      try {
        step.run();
        return true;
      } catch (IOException | RuntimeException e) {
        outage.missed(e instanceof LostOutcomes lost ? lost.before() : 0);
        outage.failed(e instanceof IOException io ? io : new IOException(e));
        return false;
      }
    }
  }
}
