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
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
 * <p><b>Fails when</b> the connection does, a try fails otherwise, or the last one is out of time
 */
final class Connecting
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<ByteString, ByteString>, CompletionStage<Done>> {
  private final Inlet<ByteString> in = Inlet.create("Connecting.in");
  private final Outlet<ByteString> out = Outlet.create("Connecting.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final List<Duration> tries;
  private final Function<Duration, Flow<ByteString, ByteString, CompletionStage<Done>>> begin;

  /**
   * A blueprint.
   *
   * @param tries how long each may take, one at least
   * @param begin a try that fails when it is not connected within its time; it takes nothing from
   *     upstream until then
   */
  Connecting(
      List<Duration> tries,
      Function<Duration, Flow<ByteString, ByteString, CompletionStage<Done>>> begin) {
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

  private final class Logic extends GraphStageLogic {
    private final CompletableFuture<Done> connected = new CompletableFuture<>();
    private final Iterator<Duration> left = tries.iterator();

    Logic() {
      super(shape);
      // Until the first try has begun, which is before anything happens.
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {}
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {}
          });
    }

    @Override
    public void preStart() {
      beginNext();
    }

    // Cancelled before there was a connection, or ended with its actor system.
    @Override
    public void postStop() {
      connected.completeExceptionally(new StreamDetachedException());
    }

    private void beginNext() {
      new Try().begin(left.next());
    }

    private boolean beginsAnew(Throwable failure) {
      return left.hasNext() && !isClosed(out) && LinkFailure.isOutOfTimeToConnect(failure);
    }

    /** Joins the ports with those of a try. */
    private final class Try {
      private final SubSourceOutlet<ByteString> toPeer = new SubSourceOutlet<>("Connecting.toPeer");
      private final SubSinkInlet<ByteString> fromPeer = new SubSinkInlet<>("Connecting.fromPeer");

      private void begin(Duration time) {
        toPeer.setHandler(new ToPeer());
        fromPeer.setHandler(new FromPeer());
        setHandler(in, new In());
        setHandler(out, new Out());
        boolean isLast = !left.hasNext();
        Source.fromGraph(toPeer.source())
            .viaMat(begin.apply(time), Keep.right())
            .to(fromPeer.sink())
            .run(subFusingMaterializer())
            .whenComplete(
                (done, failure) ->
                    tried(failure == null ? null : FutureFailure.cause(failure), isLast));
        if (isClosed(in)) {
          toPeer.complete();
        }
        if (isAvailable(out)) {
          fromPeer.pull();
        }
      }

      private void tried(@Nullable Throwable failure, boolean isLast) {
        if (failure == null) {
          connected.complete(Done.getInstance());
        } else if (isLast || !LinkFailure.isOutOfTimeToConnect(failure)) {
          connected.completeExceptionally(failure);
        }
      }

      private final class In extends AbstractInHandler {
        @Override
        public void onPush() {
          toPeer.push(grab(in));
        }

        @Override
        public void onUpstreamFinish() {
          toPeer.complete();
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
          if (!isClosed(in) && !hasBeenPulled(in)) {
            pull(in);
          }
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
          // A try that is out of time says so at its other port.
          if (!isClosed(in) && !beginsAnew(cause)) {
            cancel(in, cause);
          }
        }
      }

      private final class FromPeer extends AbstractInHandler {
        @Override
        public void onPush() {
          push(out, fromPeer.grab());
        }

        @Override
        public void onUpstreamFinish() {
          complete(out);
        }

        @Override
        public void onUpstreamFailure(Throwable failure) {
          if (beginsAnew(failure)) {
            beginNext();
          } else {
            connected.completeExceptionally(failure);
            failStage(failure);
          }
        }
      }
    }
  }
}
