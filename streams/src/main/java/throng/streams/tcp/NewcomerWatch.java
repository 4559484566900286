package throng.streams.tcp;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.util.ByteString;

/**
 * Passes a connection's bytes on, and tells its newcomer that they are read and how many come.
 *
 * <p><b>Emits when</b> upstream does
 *
 * <p><b>Backpressures when</b> downstream does
 *
 * <p><b>Completes when</b> upstream completes
 *
 * <p><b>Cancels when</b> downstream cancels
 *
 * <p><b>Fails when</b> upstream fails
 */
final class NewcomerWatch extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("NewcomerWatch.in");
  private final Outlet<ByteString> out = Outlet.create("NewcomerWatch.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final Newcomer newcomer;

  NewcomerWatch(Newcomer newcomer) {
    this.newcomer = newcomer;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
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
      InOut both = new InOut();
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void preStart() {
      newcomer.reads();
    }

    private final class InOut extends AbstractInOutHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(in);
        newcomer.sent(bytes.size());
        push(out, bytes);
      }

      @Override
      public void onPull() {
        pull(in);
      }
    }
  }
}
