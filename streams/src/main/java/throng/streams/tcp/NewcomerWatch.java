package throng.streams.tcp;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.BidiFlow;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Stands between a connection and its protocol: tells the newcomer that it is read and how many
 * bytes come, closes the connection when told to, and says when it is over. One stage, where
 * several of Akka's would do: a flood of connections costs mostly what builds each of them.
 *
 * <pre>
 *            +---------------+
 *   bytesIn ~&gt; |               | ~&gt; read
 *            | NewcomerWatch |
 *  bytesOut &lt;~ |               | &lt;~ written
 *            +---------------+
 * </pre>
 *
 * <p><b>Emits when</b> upstream does, in each direction
 *
 * <p><b>Backpressures when</b> the downstream of the same direction does
 *
 * <p><b>Completes when</b> the upstream of the same direction completes
 *
 * <p><b>Cancels when</b> the downstream of the same direction cancels; both when it is closed
 *
 * <p><b>Fails when</b> the upstream of the same direction fails; both when it is closed
 */
final class NewcomerWatch
    extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {
  private final Inlet<ByteString> bytesIn = Inlet.create("NewcomerWatch.bytesIn");
  private final Outlet<ByteString> read = Outlet.create("NewcomerWatch.read");
  private final Inlet<ByteString> written = Inlet.create("NewcomerWatch.written");
  private final Outlet<ByteString> bytesOut = Outlet.create("NewcomerWatch.bytesOut");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      new BidiShape<>(bytesIn, read, written, bytesOut);

  private final Newcomer newcomer;
  private final Consumer<Closing> begun;
  private final Runnable over;

  /** Ends both directions of a connection, once it has begun; from any thread. */
  interface Closing {
    void because(TurnedAwayException reason);
  }

  private NewcomerWatch(Newcomer newcomer, Consumer<Closing> begun, Runnable over) {
    this.newcomer = newcomer;
    this.begun = begun;
    this.over = over;
  }

  /**
   * A blueprint.
   *
   * @param begun gets what closes the connection, before anything is read
   * @param over runs when both directions have ended: a peer that has closed its side is there
   *     until all is written to it
   */
  static BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> create(
      Newcomer newcomer, Consumer<Closing> begun, Runnable over) {
    return BidiFlow.fromGraph(new NewcomerWatch(newcomer, begun, over));
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("newcomerWatch");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    Logic() {
      super(shape);
      Direction in = new Direction(bytesIn, read, newcomer::sent);
      setHandler(bytesIn, in);
      setHandler(read, in);
      Direction out = new Direction(written, bytesOut, size -> {});
      setHandler(written, out);
      setHandler(bytesOut, out);
    }

    @Override
    public void preStart() {
      AsyncCallback<TurnedAwayException> closing = createAsyncCallback(this::failStage);
      begun.accept(closing::invoke);
      newcomer.reads();
    }

    @Override
    public void postStop() {
      over.run();
    }

    private final class Direction extends AbstractInOutHandler {
      private final Inlet<ByteString> from;
      private final Outlet<ByteString> to;
      private final IntConsumer passing;

      Direction(Inlet<ByteString> from, Outlet<ByteString> to, IntConsumer passing) {
        this.from = from;
        this.to = to;
        this.passing = passing;
      }

      @Override
      public void onPush() {
        ByteString bytes = grab(from);
        passing.accept(bytes.size());
        push(to, bytes);
      }

      @Override
      public void onPull() {
        pull(from);
      }

      @Override
      public void onUpstreamFinish() {
        complete(to);
      }

      @Override
      public void onUpstreamFailure(Throwable broken) {
        fail(to, broken);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(from, cause);
      }
    }
  }
}
