package throng.edge.output;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import java.util.ArrayDeque;
import java.util.Deque;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;

/**
 * Keeps outcomes for a view that is slower than they come, by their number and by their bytes: the
 * size of a map is the GPU node's choice, that of a picture the camera's.
 *
 * <p><b>Emits when</b> downstream asks and an outcome waits
 *
 * <p><b>Backpressures when</b> the room is full, in lossless mode; in live mode the oldest leaves
 *
 * <p><b>Completes when</b> upstream does and nothing waits any more
 *
 * <p><b>Cancels when</b> downstream does
 *
 * <p><b>Fails when</b> upstream does, at once
 */
final class WaitingOutcomes extends GraphStage<FlowShape<Outcome, Outcome>> {
  private final Inlet<Outcome> in = Inlet.create("WaitingOutcomes.in");
  private final Outlet<Outcome> out = Outlet.create("WaitingOutcomes.out");
  private final FlowShape<Outcome, Outcome> shape = FlowShape.of(in, out);
  private final Mode mode;
  private final WaitingRoom room;

  WaitingOutcomes(Mode mode, WaitingRoom room) {
    this.mode = mode;
    this.room = room;
  }

  @Override
  public FlowShape<Outcome, Outcome> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("WaitingOutcomes");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final Deque<Outcome> waiting = new ArrayDeque<>();
    private long bytes;

    Logic() {
      super(shape);
      setHandler(in, new In());
      setHandler(out, new Out());
    }

    @Override
    public void preStart() {
      pull(in);
    }

    private void add(Outcome outcome) {
      waiting.addLast(outcome);
      bytes += WaitingRoom.bytes(outcome);
      while (mode == Mode.LIVE && waiting.size() > 1 && isTooMuch()) {
        remove();
      }
    }

    private boolean isTooMuch() {
      return waiting.size() > room.outcomes() || bytes > room.bytes();
    }

    private boolean isFull() {
      return !waiting.isEmpty() && (waiting.size() >= room.outcomes() || bytes >= room.bytes());
    }

    private Outcome remove() {
      Outcome oldest = waiting.removeFirst();
      bytes -= WaitingRoom.bytes(oldest);
      return oldest;
    }

    private void goOn() {
      if (isAvailable(out) && !waiting.isEmpty()) {
        push(out, remove());
      }
      if (isClosed(in)) {
        if (waiting.isEmpty()) {
          completeStage();
        }
      } else if (!hasBeenPulled(in) && (mode == Mode.LIVE || !isFull())) {
        pull(in);
      }
    }

    private final class In extends AbstractInHandler {
      @Override
      public void onPush() {
        add(grab(in));
        goOn();
      }

      @Override
      public void onUpstreamFinish() {
        goOn();
      }
    }

    private final class Out extends AbstractOutHandler {
      @Override
      public void onPull() {
        goOn();
      }
    }
  }
}
