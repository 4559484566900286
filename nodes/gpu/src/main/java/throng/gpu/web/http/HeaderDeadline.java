package throng.gpu.web.http;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;

/**
 * Closes a connection on which a request began and does not become whole in time, however steadily
 * it trickles. Nothing is said or logged of it.
 *
 * <p><b>Emits when</b> upstream does
 *
 * <p><b>Backpressures when</b> downstream does
 *
 * <p><b>Completes when</b> upstream completes, or a request took too long
 *
 * <p><b>Cancels when</b> downstream cancels, or a request took too long
 *
 * <p><b>Fails when</b> upstream fails
 */
final class HeaderDeadline extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("HeaderDeadline.in");
  private final Outlet<ByteString> out = Outlet.create("HeaderDeadline.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final Requests requests;
  private final Duration within;

  /**
   * A blueprint.
   *
   * @param requests those of the connection that became whole
   * @param within how long one may take from its first byte
   */
  HeaderDeadline(Requests requests, Duration within) {
    this.requests = requests;
    this.within = within;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("headerDeadline");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private static final int LOOKS = 10;

    private long whole;
    private int looksWithoutOne;
    private boolean isUnderWay = true;

    Logic() {
      super(shape);
      InOut both = new InOut();
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate("look", within, within.dividedBy(LOOKS));
      looksWithoutOne = LOOKS - 1;
    }

    @Override
    public void onTimer(Object key) {
      long now = requests.whole();
      if (requests.isSocket()) {
        cancelTimer(key);
      } else if (now != whole || !isUnderWay) {
        whole = now;
        looksWithoutOne = 0;
        isUnderWay = false;
      } else if (++looksWithoutOne >= LOOKS) {
        completeStage();
      }
    }

    private final class InOut extends AbstractInOutHandler {
      @Override
      public void onPush() {
        isUnderWay = true;
        push(out, grab(in));
      }

      @Override
      public void onPull() {
        pull(in);
      }
    }
  }
}
