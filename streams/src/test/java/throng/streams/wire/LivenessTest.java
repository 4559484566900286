package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.stream.testkit.TestSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.testing.Ends;
import throng.streams.testing.StreamSystem;

class LivenessTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Duration LONGER_THAN_PING_AFTER = Duration.ofMillis(600);

  private static final Message HELLO = WireExamples.named("hello").message();
  private static final Message WELCOME = WireExamples.named("welcome").message();
  private static final Message FRAME = new Message.Frame(WireExamples.FRAME);
  private static final Message DONE = new Message.Goodbye(GoodbyeReason.DONE, "");

  private final ActorSystem system = SYSTEM.get();

  private Ends<Message, Message, Message, Message> start(WireLimits limits) {
    var node = Ends.of(Liveness.create(limits), system);
    node.topOut().request(100);
    return node;
  }

  private Ends<Message, Message, Message, Message> welcomed(WireLimits limits) {
    var node = start(limits);
    node.bottomOut().request(1);
    node.bottomIn().sendNext(HELLO);
    assertThat(node.bottomOut().expectNext()).isEqualTo(HELLO);
    node.topIn().sendNext(WELCOME);
    assertThat(node.topOut().expectNext()).isEqualTo(WELCOME);
    return node;
  }

  private static void end(Ends<Message, Message, Message, Message> node) {
    node.topIn().sendComplete();
    node.bottomIn().sendComplete();
  }

  @Test
  void answersPingsWithoutTheLogic() {
    var node = welcomed(TestLimits.NODE);

    node.bottomIn().sendNext(new Message.Ping(77));

    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Pong(77));
    end(node);
    node.topOut().expectComplete();
    node.bottomOut().expectComplete();
  }

  @Test
  void answersPingsWhileTheLogicWaits() {
    var node = welcomed(TestLimits.NODE);
    node.bottomIn().sendNext(new Message.Ping(1));

    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Pong(1));
    node.bottomIn().sendNext(FRAME);
    node.bottomIn().sendNext(new Message.Ping(2));
    node.bottomIn().sendNext(DONE);
    node.bottomIn().sendComplete();
    node.bottomOut().request(3);

    assertThat(node.bottomOut().expectNext()).isEqualTo(FRAME);
    assertThat(node.bottomOut().expectNext()).isEqualTo(DONE);
    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Pong(2));
    node.bottomOut().expectComplete();
    node.topIn().sendComplete();
    node.topOut().expectComplete();
  }

  @Test
  void looksWhetherAPeerStillReadsThatHasClosedItsSideWithoutAGoodbye() {
    var node = welcomed(TestLimits.NODE);

    node.bottomIn().sendComplete();

    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Ping(0));
    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Ping(1));
    node.topIn().sendComplete();
    node.bottomOut().expectComplete();
  }

  @Test
  void asksAgainAndAgainWhereNothingComes() {
    var node = welcomed(TestLimits.FAST_NODE);

    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Ping(0));
    node.bottomIn().sendNext(new Message.Pong(0));
    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Ping(1));
    assertThat(node.topOut().expectNext()).isEqualTo(new Message.Ping(2));
    node.bottomOut().request(1).expectNoMessage(Duration.ofMillis(20));
    end(node);
    node.bottomOut().expectComplete();
  }

  @Test
  void asksNothingBeforeTheWelcome() {
    var node = start(TestLimits.FAST_NODE);
    node.topOut().expectNoMessage(LONGER_THAN_PING_AFTER);
    end(node);
    node.topOut().expectComplete();
  }

  @Test
  void saysNothingMoreAfterTheLogicsGoodbye() {
    var node = welcomed(TestLimits.FAST_NODE);

    node.topIn().sendNext(DONE);
    assertThat(behindPings(node)).isEqualTo(new TestSubscriber.OnNext<>(DONE));
    node.bottomIn().sendNext(new Message.Ping(3));

    node.topOut().expectNoMessage(LONGER_THAN_PING_AFTER);
    end(node);
    node.topOut().expectComplete();
  }

  @Test
  void givesSignsOfLifeOnAfterThePeerHasHalfClosed() {
    var node = welcomed(TestLimits.FAST_NODE);

    node.bottomOut().request(1);
    node.bottomIn().sendNext(DONE);
    assertThat(node.bottomOut().expectNext()).isEqualTo(DONE);
    node.bottomIn().sendComplete();
    node.bottomOut().expectComplete();

    assertThat(node.topOut().expectNext()).isInstanceOf(Message.Ping.class);
    assertThat(node.topOut().expectNext()).isInstanceOf(Message.Ping.class);
    node.topIn().sendComplete();
    node.topOut().expectComplete();
  }

  @Test
  void handsOverWhatWaitsBeforeItCompletes() {
    var node = welcomed(TestLimits.NODE);

    node.bottomIn().sendNext(FRAME);
    node.bottomIn().sendComplete();
    node.bottomOut().expectNoMessage(Duration.ofMillis(50));
    node.bottomOut().request(1);

    assertThat(node.bottomOut().expectNext()).isEqualTo(FRAME);
    node.bottomOut().expectComplete();
    node.topIn().sendComplete();
    assertThat(behindPings(node)).isInstanceOf(TestSubscriber.OnComplete$.class);
  }

  private static Object behindPings(Ends<Message, Message, Message, Message> node) {
    Object event = node.topOut().expectEvent();
    while (event instanceof TestSubscriber.OnNext<?> next
        && next.element() instanceof Message.Ping) {
      event = node.topOut().expectEvent();
    }
    return event;
  }

  @Test
  void keepsTwoIdleSidesTogetherForLongerThanTheSilenceLimit() {
    String soonSilent = "ping-after = 300ms, silence-timeout = 3s";
    WireLimits edge = TestLimits.limits("throng.edge-node.limits", soonSilent);
    WireLimits node = TestLimits.node(soonSilent);
    var both =
        Ends.of(
            Liveness.create(edge)
                .atop(WireFlow.edge(edge))
                .atop(WireFlow.node(node).reversed())
                .atop(Liveness.create(node).reversed()),
            system);
    both.topOut().request(10);
    both.bottomOut().request(10);
    both.topIn().sendNext(HELLO);
    both.topOut().expectNext();
    both.bottomIn().sendNext(WELCOME);
    both.bottomOut().expectNext();

    both.bottomOut().expectNoMessage(Duration.ofMillis(3_200));
    both.topIn().sendNext(DONE).sendComplete();
    assertThat(both.topOut().expectNext()).isEqualTo(DONE);
    both.topOut().expectComplete();

    both.bottomOut().expectNoMessage(Duration.ofMillis(3_200));
    both.bottomIn().sendNext(DONE).sendComplete();
    assertThat(both.bottomOut().expectNext()).isEqualTo(DONE);
    both.bottomOut().expectComplete();
  }
}
