package throng.gpu.web.live;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets everything pass as long as it may be looked at. A stage of its own, since it ends also while
 * nothing is taken: a reader that has stalled asks for no element that could be judged.
 *
 * <p><b>Emits when</b> upstream does
 *
 * <p><b>Backpressures when</b> downstream does
 *
 * <p><b>Completes when</b> upstream does, or it may not be looked at any more, which is asked once
 * a second
 *
 * <p><b>Cancels when</b> downstream cancels
 *
 * <p><b>Fails when</b> upstream fails
 */
final class WhileAllowed<T> extends GraphStage<FlowShape<T, T>> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Inlet<T> in = Inlet.create("WhileAllowed.in");
  private final Outlet<T> out = Outlet.create("WhileAllowed.out");
  private final FlowShape<T, T> shape = FlowShape.of(in, out);

  private final BooleanSupplier isAllowed;

  WhileAllowed(BooleanSupplier isAllowed) {
    this.isAllowed = isAllowed;
  }

  @Override
  public FlowShape<T, T> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("whileAllowed");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    Logic() {
      super(shape);
      setHandler(in, new In());
      setHandler(out, new Out());
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate("look", LOOK, LOOK);
    }

    @Override
    public void onTimer(Object key) {
      if (!isAllowed.getAsBoolean()) {
        completeStage();
      }
    }

    private final class In extends AbstractInHandler {
      @Override
      public void onPush() {
        push(out, grab(in));
      }
    }

    private final class Out extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(in);
      }
    }
  }
}
