package throng.streams.tcp;

import akka.Done;
import akka.japi.Pair;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.StreamDetachedException;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.stream.stage.AbstractGraphStageWithMaterializedValue;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import throng.streams.flow.FutureFailure;

/**
 * One connection, for which several tries may be needed: where one is out of time before it is
 * connected, the next begins. Nothing is taken from upstream before there is a connection.
 *
 * <p>Materializes what is done once there is a connection, and fails where there is none.
 *
 * <p><b>Emits when</b> the connection does
 *
 * <p><b>Backpressures when</b> the connection does, or there is none yet
 *
 * <p><b>Completes when</b> the connection does
 *
 * <p><b>Cancels when</b> the connection does
 *
 * <p><b>Fails when</b> the connection does, a try does, or, with a {@link ConnectTimeoutException},
 * the last one is out of time
 */
final class Connecting
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<ByteString, ByteString>, CompletionStage<Done>> {
  private final Inlet<ByteString> in = Inlet.create("Connecting.in");
  private final Outlet<ByteString> out = Outlet.create("Connecting.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final List<Duration> tries;
  private final Supplier<Flow<ByteString, ByteString, CompletionStage<Done>>> begin;

  /**
   * A blueprint.
   *
   * @param tries how long each may take, one at least
   * @param begin a try without a bound in time, which takes nothing from upstream until it is
   *     connected and gives up when it is cancelled before
   */
  Connecting(
      List<Duration> tries, Supplier<Flow<ByteString, ByteString, CompletionStage<Done>>> begin) {
    this.tries = tries;
    this.begin = begin;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("connecting");
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<Done>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, logic.connected);
  }

  // Akka's own bound is not used: where it is reached while a connection is being made, Akka makes
  // the connection known and stops it at once.
  private final class Logic extends TimerGraphStageLogic {
    private final CompletableFuture<Done> connected = new CompletableFuture<>();
    private final Iterator<Duration> left = tries.iterator();
    private Try current = new Try();

    Logic() {
      super(shape);
      use(current);
    }

    @Override
    public void preStart() {
      begin();
    }

    // Cancelled before there was a connection, or ended with its actor system.
    @Override
    public void postStop() {
      connected.completeExceptionally(new StreamDetachedException());
    }

    @Override
    public void onTimer(Object key) {
      if (current.isConnected) {
        return;
      }
      current.giveUp();
      if (left.hasNext()) {
        current = new Try();
        use(current);
        begin();
      } else {
        failed(new ConnectTimeoutException());
      }
    }

    private void use(Try next) {
      setHandler(in, next.new In());
      setHandler(out, next.new Out());
    }

    private void begin() {
      scheduleOnce("out of time", left.next());
      current.begin();
    }

    private void failed(Throwable failure) {
      connected.completeExceptionally(failure);
      failStage(failure);
    }

    /** Joins the ports with those of a try. */
    private final class Try {
      private final SubSourceOutlet<ByteString> toPeer = new SubSourceOutlet<>("Connecting.toPeer");
      private final SubSinkInlet<ByteString> fromPeer = new SubSinkInlet<>("Connecting.fromPeer");
      // Its future is completed by another thread, and later than it takes or gives something.
      private final AsyncCallback<Optional<Throwable>> told = createAsyncCallback(this::onTold);
      private boolean isConnected;

      private void begin() {
        toPeer.setHandler(new ToPeer());
        fromPeer.setHandler(new FromPeer());
        Source.fromGraph(toPeer.source())
            .viaMat(begin.get(), Keep.right())
            .to(fromPeer.sink())
            .run(subFusingMaterializer())
            .whenComplete((done, failure) -> told.invoke(Optional.ofNullable(failure)));
        if (isAvailable(out)) {
          fromPeer.pull();
        }
      }

      private void onTold(Optional<Throwable> failure) {
        // One that was given up fails for that.
        if (this == current) {
          failure
              .map(FutureFailure::cause)
              .ifPresentOrElse(connected::completeExceptionally, this::made);
        }
      }

      private void made() {
        isConnected = true;
        connected.complete(Done.getInstance());
        if (isClosed(in)) {
          end();
        }
      }

      private void end() {
        if (!toPeer.isClosed()) {
          toPeer.complete();
        }
      }

      private void giveUp() {
        // In this order: cancelled, Akka's connection does not hear of the end.
        fromPeer.cancel();
        end();
      }

      private final class In extends AbstractInHandler {
        @Override
        public void onPush() {
          toPeer.push(grab(in));
        }

        // Akka's connection fails of an end that it hears of while it is being made.
        @Override
        public void onUpstreamFinish() {
          if (isConnected) {
            end();
          }
        }

        @Override
        public void onUpstreamFailure(Throwable failure) {
          toPeer.fail(failure);
        }
      }

      private final class Out extends AbstractOutHandler {
        @Override
        public void onPull() {
          if (!fromPeer.hasBeenPulled()) {
            fromPeer.pull();
          }
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
          fromPeer.cancel(cause);
        }
      }

      private final class ToPeer extends AbstractOutHandler {
        @Override
        public void onPull() {
          made();
          if (!isClosed(in) && !hasBeenPulled(in)) {
            pull(in);
          }
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
          if (!isClosed(in)) {
            cancel(in, cause);
          }
        }
      }

      private final class FromPeer extends AbstractInHandler {
        @Override
        public void onPush() {
          made();
          push(out, fromPeer.grab());
        }

        @Override
        public void onUpstreamFinish() {
          made();
          complete(out);
        }

        @Override
        public void onUpstreamFailure(Throwable failure) {
          failed(failure);
        }
      }
    }
  }
}
