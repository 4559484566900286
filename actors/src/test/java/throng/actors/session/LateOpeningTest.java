package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CameraNow;
import throng.actors.testing.FakeModel;
import throng.actors.testing.FakeNode;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.PatientProbes;
import throng.streams.tcp.Peer;
import throng.streams.wire.Message;

/** A node that was too busy for long opens sessions that nobody waits for any more. */
class LateOpeningTest {
  private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofSeconds(31);

  private final ActorTestKit manual =
      ActorTestKit.create(ManualTime.config().withFallback(PatientProbes.config()));
  private final TestProbe<Sessions.Command> asked = manual.createTestProbe();
  private final FakeNode node = new FakeNode(new FakeModel(1, false));

  @AfterEach
  void stop() {
    manual.shutdownTestKit();
    node.close();
  }

  @Test
  void aSessionIsClosedThatIsOpenedAfterItsAskerGaveUp() {
    Peer peer = () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    var ended =
        Source.<Message>single(HandWrittenEdge.hello("door", 1, ""))
            .concat(Source.maybe())
            .via(
                SessionLogic.create(
                    asked.ref(),
                    node.budget.open(),
                    new BadPeers(node.statistics),
                    peer,
                    Optional.empty(),
                    Pairing.NONE))
            .runWith(Sink.ignore(), manual.system())
            .toCompletableFuture();
    Open open = asked.expectMessageClass(Open.class);
    ManualTime.get(manual.system()).timePasses(LONGER_THAN_ANYBODY_WAITS);
    await().until(ended::isCompletedExceptionally);

    node.sessions.tell(open);
    node.sessions.tell(asked.expectMessageClass(Sessions.Close.class));

    await().until(() -> node.counts.cameras().stream().noneMatch(CameraNow::isConnected));
    assertThat(node.counts.cameras()).hasSize(1);
  }
}
