package throng.streams.tcp;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets a listener accept the next connection only while there is room: until then it waits in the
 * kernel.
 *
 * <p>Akka's listener accepts one connection each time it is asked for one. Asked while the process
 * has no descriptor left, it would try again at once, for ever.
 *
 * <p><b>Emits when</b> upstream does
 *
 * <p><b>Backpressures when</b> downstream does, or there is no room; that is looked at every 10 ms
 *
 * <p><b>Completes when</b> upstream completes
 *
 * <p><b>Cancels when</b> downstream cancels
 *
 * <p><b>Fails when</b> upstream fails
 */
final class AcceptGate<T> extends GraphStage<FlowShape<T, T>> {
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Inlet<T> in = Inlet.create("AcceptGate.in");
  private final Outlet<T> out = Outlet.create("AcceptGate.out");
  private final FlowShape<T, T> shape = FlowShape.of(in, out);

  private final BooleanSupplier hasRoom;

  /**
   * A blueprint.
   *
   * @param hasRoom asked before each connection, by one thread at a time
   */
  AcceptGate(BooleanSupplier hasRoom) {
    this.hasRoom = hasRoom;
  }

  @Override
  public FlowShape<T, T> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("acceptGate");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    Logic() {
      super(shape);
      InOut both = new InOut();
      setHandler(in, both);
      setHandler(out, both);
    }

    @Override
    public void onTimer(Object key) {
      acceptOrWait();
    }

    private void acceptOrWait() {
      if (hasRoom.getAsBoolean()) {
        pull(in);
      } else {
        scheduleOnce("look", LOOK);
      }
    }

    private final class InOut extends AbstractInOutHandler {
      @Override
      public void onPush() {
        push(out, grab(in));
      }

      @Override
      public void onPull() {
        acceptOrWait();
      }
    }
  }
}
