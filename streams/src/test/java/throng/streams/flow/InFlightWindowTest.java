package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.japi.Pair;
import akka.japi.function.Creator;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.RestartFlow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.JpegFrame;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

final class InFlightWindowTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Duration NOTHING = Duration.ofMillis(200);

  /** The window between four probes. */
  private record Ports(
      TestPublisher.Probe<JpegFrame> framesIn,
      TestSubscriber.Probe<JpegFrame> framesOut,
      TestPublisher.Probe<LinkEvent> eventsIn,
      TestSubscriber.Probe<LinkEvent> eventsOut) {

    void finish() {
      eventsOut.cancel();
      eventsIn.expectCancellation();
    }
  }

  private static Ports ports(int most) {
    var wire =
        Flow.fromSinkAndSourceMat(
            TestSink.<JpegFrame>create(SYSTEM.get()),
            TestSource.<LinkEvent>create(SYSTEM.get()),
            Keep.both());
    var outside =
        TestSource.<JpegFrame>create(SYSTEM.get())
            .viaMat(InFlightWindow.create(most).join(wire, Keep.right()), Keep.both())
            .toMat(TestSink.create(SYSTEM.get()), Keep.both())
            .run(SYSTEM.get());
    Pair<TestSubscriber.Probe<JpegFrame>, TestPublisher.Probe<LinkEvent>> inside =
        outside.first().second();
    outside.second().request(100);
    inside.first().request(100);
    return new Ports(outside.first().first(), inside.first(), inside.second(), outside.second());
  }

  private static JpegFrame frame(long sequence) {
    return new JpegFrame(sequence, 0, 0, 0, 64, 48, ByteString.emptyByteString());
  }

  private static LinkEvent connected(int window) {
    return new LinkEvent.Connected("node", FakeNode.welcome(window));
  }

  private static LinkEvent answered(long sequence) {
    return new LinkEvent.Answered(FakeNode.map(frame(sequence)), 0);
  }

  @Test
  void letsNothingThroughBeforeTheWelcome() {
    Ports ports = ports(2);

    ports.framesIn().sendNext(frame(0));
    ports.framesOut().expectNoMessage(NOTHING);
    ports.eventsIn().sendNext(connected(2));

    ports.eventsOut().expectNext(connected(2));
    ports.framesOut().expectNext(frame(0));
    ports.finish();
  }

  @Test
  void letsTheNextFrameThroughWhenAnAnswerIsBack() {
    Ports ports = ports(2);
    ports.eventsIn().sendNext(connected(5));
    List.of(0L, 1L, 2L).forEach(i -> ports.framesIn().sendNext(frame(i)));

    ports.framesOut().expectNext(frame(0), frame(1)).expectNoMessage(NOTHING);
    ports.eventsIn().sendNext(answered(0));

    ports.framesOut().expectNext(frame(2));
    ports.finish();
  }

  @Test
  void keepsToTheNodesWindowWhereThatIsLess() {
    Ports ports = ports(9);
    ports.eventsIn().sendNext(connected(1));
    ports.framesIn().sendNext(frame(0));
    ports.framesIn().sendNext(frame(1));

    ports.framesOut().expectNext(frame(0)).expectNoMessage(NOTHING);
    ports.finish();
  }

  @Test
  void drainsAnswersAfterTheLastFrame() {
    Ports ports = ports(2);
    ports.eventsIn().sendNext(connected(2));
    ports.framesIn().sendNext(frame(0));
    ports.framesIn().sendComplete();

    ports.framesOut().expectNext(frame(0)).expectComplete();
    ports.eventsIn().sendNext(answered(0));

    ports.eventsOut().expectNext(connected(2)).expectNextN(1);
    ports.finish();
  }

  @Test
  void sendsTheFirstTwoAndTheNewestWhileNothingIsAnswered() {
    Tally tally = Tally.create();
    var wire =
        Flow.fromSinkAndSourceMat(
            TestSink.<JpegFrame>create(SYSTEM.get()),
            TestSource.<LinkEvent>create(SYSTEM.get()),
            Keep.both());
    var ends =
        TestSource.<CapturedFrame>create(SYSTEM.get())
            .via(LatestFrame.create(tally))
            .map(captured -> frame(captured.sequence()))
            .viaMat(InFlightWindow.create(2).join(wire, Keep.right()), Keep.both())
            .to(Sink.ignore())
            .run(SYSTEM.get());
    var camera = ends.first();
    var sent = ends.second().first();
    sent.request(100);
    ends.second().second().sendNext(connected(2));
    for (long i = 1; i <= 2; i++) {
      tally.captured();
      camera.sendNext(Frames.captured(i));
      sent.expectNext(frame(i));
    }
    for (long i = 3; i <= 9; i++) {
      tally.captured();
      camera.sendNext(Frames.captured(i));
    }
    await().until(() -> tally.snapshot().dropped() == 6);
    ends.second().second().sendNext(answered(1));

    sent.expectNext(frame(9));
    assertThat(tally.snapshot().holds()).isTrue();
    ends.second().second().sendComplete();
    camera.expectCancellation();
  }

  @Test
  void goesOnAfterARestartWhereItStandsInsideTheRestartedFlow() {
    AtomicInteger arrived = new AtomicInteger();

    UniqueKillSwitch stop = run(restarted(() -> window().join(wire(arrived))));

    await().until(() -> arrived.get() == 4);
    stop.shutdown();
  }

  @Test
  void deadlocksWhereItStandsOutsideTheRestartedFlow() {
    AtomicInteger arrived = new AtomicInteger();

    UniqueKillSwitch stop = run(window().join(restarted(() -> wire(arrived))));

    await().during(NOTHING).atMost(Duration.ofSeconds(20)).until(() -> arrived.get() == 2);
    stop.shutdown();
  }

  private static BidiFlow<JpegFrame, JpegFrame, LinkEvent, LinkEvent, NotUsed> window() {
    return InFlightWindow.create(2);
  }

  private static UniqueKillSwitch run(Flow<JpegFrame, LinkEvent, NotUsed> link) {
    return Source.repeat(frame(0))
        .via(link)
        .viaMat(KillSwitches.single(), Keep.right())
        .to(Sink.ignore())
        .run(SYSTEM.get());
  }

  private static Flow<JpegFrame, LinkEvent, NotUsed> restarted(
      Creator<Flow<JpegFrame, LinkEvent, ?>> link) {
    Duration atOnce = Duration.ofMillis(1);
    return RestartFlow.withBackoff(RestartSettings.create(atOnce, atOnce, 0), link);
  }

  /** Welcomes, answers nothing, and breaks at the second frame of all. */
  private static Flow<JpegFrame, LinkEvent, NotUsed> wire(AtomicInteger arrived) {
    return Flow.of(JpegFrame.class)
        .<LinkEvent>mapConcat(
            frame -> {
              if (arrived.incrementAndGet() == 2) {
                throw new IllegalStateException("reset");
              }
              return List.of();
            })
        .prepend(Source.single(connected(2)));
  }
}
