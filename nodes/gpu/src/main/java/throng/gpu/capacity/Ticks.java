package throng.gpu.capacity;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.javadsl.Source;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;

/**
 * Counts at a fixed rate. Akka's own ticks wait a whole interval after each late one: a camera's
 * rate would fall while the machine is busy.
 */
final class Ticks extends GraphStage<SourceShape<Long>> {
  private final Outlet<Long> out = Outlet.create("Ticks.out");
  private final SourceShape<Long> shape = SourceShape.of(out);
  private final Duration start;
  private final Duration interval;

  private Ticks(Duration start, Duration interval) {
    this.start = start;
    this.interval = interval;
  }

  /**
   * Numbers from 0.
   *
   * <p><b>Emits when</b> an interval is over; late numbers follow one another at once
   *
   * <p><b>Backpressures</b> by emitting later
   *
   * <p><b>Completes</b> never
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails</b> never
   *
   * @param start when the first one comes
   */
  static Source<Long, NotUsed> create(Duration start, Duration interval) {
    return Source.fromGraph(new Ticks(start, interval));
  }

  @Override
  public SourceShape<Long> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("ticks");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private long due;
    private long emitted;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              emit();
            }
          });
    }

    @Override
    public void preStart() {
      scheduleAtFixedRate("tick", start, interval);
    }

    @Override
    public void onTimer(Object timer) {
      due++;
      emit();
    }

    private void emit() {
      if (emitted < due && isAvailable(out)) {
        push(out, emitted++);
      }
    }
  }
}
