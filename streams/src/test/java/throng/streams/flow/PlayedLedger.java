package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Backoff;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

/** A ledger between a camera, a link and who takes outcomes, all of which a test plays. */
// Each test starts the ledger in its own mode.
@SuppressWarnings("NullAway.Init")
abstract class PlayedLedger {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  static final Duration NOTHING = Duration.ofMillis(200);
  static final LedgerSettings SETTINGS =
      new LedgerSettings(
          Duration.ofSeconds(1),
          2,
          3,
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), 0));
  static final LinkEvent CONNECTED = new LinkEvent.Connected("node", FakeNode.welcome(3));
  static final LinkEvent DISCONNECTED = new LinkEvent.Disconnected("node", "It broke.", false);

  static final LinkEvent LEFT = new LinkEvent.Disconnected("node", "It was left.", true);

  final Tally tally = Tally.create();
  final AtomicLong clock = new AtomicLong();
  final AtomicBoolean ending = new AtomicBoolean();
  TestPublisher.Probe<CapturedFrame> frames;
  TestSubscriber.Probe<JpegFrame> link;
  TestPublisher.Probe<LinkEvent> events;
  TestSubscriber.Probe<Outcome> outcomes;

  void start(Mode mode) {
    var probes =
        Flow.fromSinkAndSourceMat(
            TestSink.<JpegFrame>create(SYSTEM.get()),
            TestSource.<LinkEvent>create(SYSTEM.get()),
            Keep.both());
    var run =
        TestSource.<CapturedFrame>create(SYSTEM.get())
            .viaMat(
                Ledger.create(mode, SETTINGS, tally, ending::get, clock::get)
                    .join(probes, Keep.right()),
                Keep.both())
            .toMat(TestSink.create(SYSTEM.get()), Keep.both())
            .run(SYSTEM.get());
    frames = run.first().first();
    link = run.first().second().first();
    events = run.first().second().second();
    outcomes = run.second();
    link.request(100);
    outcomes.request(100);
  }

  void capture(long sequence) {
    tally.captured();
    frames.sendNext(new CapturedFrame(sequence, Frames.picture(64, 48, clock.get())));
  }

  void answer(FrameReply reply) {
    events.sendNext(new LinkEvent.Answered(reply, clock.get()));
  }

  void answer(JpegFrame frame) {
    answer(FakeNode.map(frame));
  }

  JpegFrame expectSent(long sequence) {
    JpegFrame sent = link.expectNext();
    assertThat(sent.sequence()).isEqualTo(sequence);
    return sent;
  }

  void expectOutcome(long sequence, boolean counted) {
    Outcome outcome = outcomes.expectNext();
    assertThat(outcome.frame().sequence()).isEqualTo(sequence);
    assertThat(outcome.reply() != null).isEqualTo(counted);
  }

  void finish() {
    frames.sendComplete();
    link.expectComplete();
    events.sendComplete();
    outcomes.expectComplete();
  }

  @AfterEach
  void everyPictureIsInExactlyOnePlace() {
    await().until(() -> tally.snapshot().underWay() == 0);
    Snapshot end = tally.snapshot();
    assertThat(end.holds()).as(end.toString()).isTrue();
  }
}
