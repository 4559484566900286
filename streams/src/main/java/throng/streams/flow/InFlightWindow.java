package throng.streams.flow;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.BidiFlow;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import throng.streams.frame.JpegFrame;

/**
 * Lets at most a window of frames onto one connection before their answers are back.
 *
 * <pre>
 *              +--------+
 *  framesIn ~> |        | ~> framesOut
 *              | window |
 * eventsOut <~ |        | <~ eventsIn
 *              +--------+
 * </pre>
 *
 * <p>Belongs inside the restarted flow: outside it, the places of frames that were lost with a
 * connection would never be free again.
 */
public final class InFlightWindow
    extends GraphStage<BidiShape<JpegFrame, JpegFrame, LinkEvent, LinkEvent>> {

  private final Inlet<JpegFrame> framesIn = Inlet.create("InFlightWindow.framesIn");
  private final Outlet<JpegFrame> framesOut = Outlet.create("InFlightWindow.framesOut");
  private final Inlet<LinkEvent> eventsIn = Inlet.create("InFlightWindow.eventsIn");
  private final Outlet<LinkEvent> eventsOut = Outlet.create("InFlightWindow.eventsOut");
  private final BidiShape<JpegFrame, JpegFrame, LinkEvent, LinkEvent> shape =
      BidiShape.of(framesIn, framesOut, eventsIn, eventsOut);
  private final int most;

  private InFlightWindow(int most) {
    this.most = most;
  }

  /**
   * <b>Emits when</b> a frame has come, is asked for, and fewer frames than the window are
   * unanswered; events as they come
   *
   * <p><b>Backpressures when</b> the window is full, or no welcome has come yet
   *
   * <p><b>Completes when</b> the events complete; the frames' end is passed on while answers are
   * still awaited
   *
   * <p><b>Cancels when</b> either side cancels
   *
   * <p><b>Fails when</b> either side fails
   *
   * @param most the edge's own limit; the node's welcome may lower it
   */
  public static BidiFlow<JpegFrame, JpegFrame, LinkEvent, LinkEvent, NotUsed> create(int most) {
    return BidiFlow.fromGraph(new InFlightWindow(most));
  }

  @Override
  public BidiShape<JpegFrame, JpegFrame, LinkEvent, LinkEvent> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("inFlightWindow");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private int size;
    private int inFlight;

    Logic() {
      super(shape);
      setHandler(framesIn, new FramesIn());
      setHandler(eventsIn, new EventsIn());
      setHandler(framesOut, pulling(this::pullFrame));
      setHandler(eventsOut, pulling(() -> pull(eventsIn)));
    }

    private void pullFrame() {
      boolean asked = isAvailable(framesOut) && !hasBeenPulled(framesIn);
      if (asked && inFlight < size && !isClosed(framesIn)) {
        pull(framesIn);
      }
    }

    private AbstractOutHandler pulling(Runnable pull) {
      return new AbstractOutHandler() {
        @Override
        public void onPull() {
          pull.run();
        }
      };
    }

    private final class FramesIn extends AbstractInHandler {
      @Override
      public void onPush() {
        inFlight++;
        push(framesOut, grab(framesIn));
      }

      @Override
      public void onUpstreamFinish() {
        complete(framesOut);
      }
    }

    private final class EventsIn extends AbstractInHandler {
      @Override
      public void onPush() {
        LinkEvent event = grab(eventsIn);
        if (event instanceof LinkEvent.Connected connected) {
          size = Math.min(most, connected.welcome().window());
        } else if (event instanceof LinkEvent.Answered) {
          inFlight--;
        }
        push(eventsOut, event);
        pullFrame();
      }
    }
  }
}
