package throng.streams.legacy.counter;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;

/**
 * Reads a connection on after whoever read it has gone, and throws away what comes, so that it ends
 * with a close: a socket closed with bytes unread is reset, and so is one whose reader cancels with
 * a failure as its reason.
 *
 * <p><b>Emits when</b> upstream does
 *
 * <p><b>Backpressures when</b> downstream does; once it has cancelled, when as much as may be was
 * thrown away
 *
 * <p><b>Completes when</b> upstream completes
 *
 * <p><b>Cancels when</b> upstream has not ended by itself for {@code linger} after downstream
 * cancelled, whatever for; always without a failure
 *
 * <p><b>Fails when</b> upstream fails and downstream is there
 */
final class Lingering extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("Lingering.in");
  private final Outlet<ByteString> out = Outlet.create("Lingering.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final Duration linger;
  private final long most;

  /**
   * @param linger how long what comes is thrown away
   * @param most how many bytes of it
   */
  Lingering(Duration linger, long most) {
    this.linger = linger;
    this.most = most;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("lingering");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private long thrownAway;

    Logic() {
      super(shape);
      setHandler(in, new In());
      setHandler(out, new Out());
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }

    private void throwAwayMore() {
      if (thrownAway < most && !isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    private final class In extends AbstractInHandler {
      @Override
      public void onPush() {
        if (isClosed(out)) {
          thrownAway += grab(in).size();
          throwAwayMore();
        } else {
          push(out, grab(in));
        }
      }
    }

    private final class Out extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(in);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        scheduleOnce("linger", linger);
        throwAwayMore();
      }
    }
  }
}
