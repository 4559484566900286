package throng.gpu.web.live;

import akka.http.javadsl.model.ws.Message;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import throng.gpu.web.json.Json;

/**
 * One page's socket: subscriptions in, what is due out.
 *
 * <p><b>Emits when</b> something is due; that is looked at 20 times a second
 *
 * <p><b>Backpressures when</b> never: what comes in is small, and the newest wins going out
 *
 * <p><b>Completes when</b> upstream does, says what is no subscription, or its user may not look
 * any more, also where nothing is taken: it is looked at once a second
 *
 * <p><b>Cancels when</b> downstream cancels
 *
 * <p><b>Fails when</b> upstream fails
 */
final class LiveStage extends GraphStage<FlowShape<String, Message>> {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Inlet<String> in = Inlet.create("Live.in");
  private final Outlet<Message> out = Outlet.create("Live.out");
  private final FlowShape<String, Message> shape = FlowShape.of(in, out);

  private final Supplier<LiveFeed> feed;

  LiveStage(Supplier<LiveFeed> feed) {
    this.feed = feed;
  }

  @Override
  public FlowShape<String, Message> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("live");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final LiveFeed its = feed.get();

    Logic() {
      super(shape);
      setHandler(in, new In());
      setHandler(out, new Out());
    }

    @Override
    public void preStart() {
      pull(in);
      scheduleAtFixedRate("look", LOOK, LOOK);
    }

    @Override
    public void onTimer(Object key) {
      emitIfDue();
    }

    private void emitIfDue() {
      if (isAvailable(out)) {
        its.next().ifPresent(message -> push(out, message));
      }
      if (its.isOver()) {
        completeStage();
      }
    }

    private final class In extends AbstractInHandler {
      @Override
      public void onPush() {
        byte[] text = grab(in).getBytes(StandardCharsets.UTF_8);
        try {
          its.subscribe(Json.read(text, Subscription.class));
          pull(in);
        } catch (IOException notOne) {
          completeStage();
        }
      }
    }

    private final class Out extends AbstractOutHandler {
      @Override
      public void onPull() {
        emitIfDue();
      }
    }
  }
}
