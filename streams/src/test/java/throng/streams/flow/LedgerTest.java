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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.camera.CameraException;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.settings.Backoff;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.testing.FakeNode;
import throng.streams.testing.Frames;
import throng.streams.testing.StreamSystem;

// Each test starts the ledger in its own mode.
@SuppressWarnings("NullAway.Init")
final class LedgerTest {

  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final Duration NOTHING = Duration.ofMillis(200);
  private static final LedgerSettings SETTINGS =
      new LedgerSettings(
          Duration.ofSeconds(1),
          2,
          3,
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), 0));
  private static final LinkEvent CONNECTED = new LinkEvent.Connected("node", FakeNode.welcome(3));
  private static final LinkEvent DISCONNECTED =
      new LinkEvent.Disconnected("node", "It broke.", false);

  private static final LinkEvent LEFT = new LinkEvent.Disconnected("node", "It was left.", true);

  private final Tally tally = Tally.create();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean ending = new AtomicBoolean();
  private TestPublisher.Probe<CapturedFrame> frames;
  private TestSubscriber.Probe<JpegFrame> link;
  private TestPublisher.Probe<LinkEvent> events;
  private TestSubscriber.Probe<Outcome> outcomes;

  private void start(Mode mode) {
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

  private void capture(long sequence) {
    tally.captured();
    frames.sendNext(new CapturedFrame(sequence, Frames.picture(64, 48, clock.get())));
  }

  private void answer(FrameReply reply) {
    events.sendNext(new LinkEvent.Answered(reply, clock.get()));
  }

  private void answer(JpegFrame frame) {
    answer(FakeNode.map(frame));
  }

  private JpegFrame expectSent(long sequence) {
    JpegFrame sent = link.expectNext();
    assertThat(sent.sequence()).isEqualTo(sequence);
    return sent;
  }

  private void expectOutcome(long sequence, boolean counted) {
    Outcome outcome = outcomes.expectNext();
    assertThat(outcome.frame().sequence()).isEqualTo(sequence);
    assertThat(outcome.reply() != null).isEqualTo(counted);
  }

  private void finish() {
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

  @Test
  void sendsNothingWithoutAConnection() {
    start(Mode.LIVE);

    capture(0);
    link.expectNoMessage(NOTHING);
    events.sendNext(CONNECTED);

    answer(expectSent(0));
    expectOutcome(0, true);
    finish();
  }

  @Test
  void tellsHowLongALiveAnswerIsStillWorthHaving() {
    start(Mode.LIVE);
    tally.captured();
    frames.sendNext(new CapturedFrame(0, Frames.picture(64, 48, 0)));
    clock.set(300_000_000);

    events.sendNext(CONNECTED);

    JpegFrame sent = expectSent(0);
    assertThat(sent.worthMillis()).isEqualTo(700);
    clock.set(450_000_000);
    answer(sent);
    assertThat(outcomes.expectNext().ageNanos()).isEqualTo(450_000_000);
    finish();
  }

  @Test
  void dropsALiveFrameThatIsTooOldToBeSent() {
    start(Mode.LIVE);
    capture(0);
    clock.set(1_000_000_000);

    events.sendNext(CONNECTED);
    capture(1);

    answer(expectSent(1));
    expectOutcome(1, true);
    assertThat(tally.snapshot().dropped()).isEqualTo(1);
    finish();
  }

  @Test
  void givesALosslessFrameForEver() {
    start(Mode.LOSSLESS);
    capture(0);
    clock.set(3_600_000_000_000L);

    events.sendNext(CONNECTED);

    JpegFrame sent = expectSent(0);
    assertThat(sent.worthMillis()).isZero();
    answer(sent);
    expectOutcome(0, true);
    finish();
  }

  @Test
  void losesLiveFramesWithTheirConnection() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);

    events.sendNext(DISCONNECTED);

    expectOutcome(0, false);
    assertThat(tally.snapshot().lost()).isEqualTo(1);
    frames.sendComplete();
    outcomes.expectComplete();
    events.expectCancellation();
  }

  @Test
  void sendsLiveFramesOnTheNextConnectionWhereOneWasLeftInGoodOrder() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    capture(0);
    capture(1);
    answer(expectSent(0));
    expectOutcome(0, true);
    expectSent(1);

    events.sendNext(LEFT);
    capture(2);
    link.expectNoMessage(NOTHING);
    events.sendNext(new LinkEvent.Members(List.of()));
    events.sendNext(CONNECTED);

    answer(expectSent(1));
    answer(expectSent(2));
    expectOutcome(1, true);
    expectOutcome(2, true);
    assertThat(tally.snapshot().lost() + tally.snapshot().dropped()).isZero();
    finish();
  }

  @Test
  void leavesTheOlderFramesOutOnceTheNextConnectionCannotBeMade() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);
    events.sendNext(LEFT);
    events.sendNext(DISCONNECTED);
    capture(1);

    events.sendNext(CONNECTED);

    answer(expectSent(1));
    expectOutcome(1, true);
    assertThat(tally.snapshot().dropped()).isEqualTo(1);
    finish();
  }

  @Test
  void losesLiveFramesAlsoWhereOnlyTheNextConnectionIsTold() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    capture(0);
    JpegFrame before = expectSent(0);

    events.sendNext(CONNECTED);
    answer(before);
    capture(1);

    expectOutcome(0, false);
    answer(expectSent(1));
    expectOutcome(1, true);
    outcomes.expectNoMessage(NOTHING);
    finish();
  }

  @Test
  void sendsLosslessFramesAgainInOrderBeforeNewOnes() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);
    capture(1);
    expectSent(1);

    events.sendNext(DISCONNECTED);
    capture(2);
    link.expectNoMessage(NOTHING);
    events.sendNext(CONNECTED);

    JpegFrame first = expectSent(0);
    JpegFrame second = expectSent(1);
    JpegFrame third = expectSent(2);
    answer(first);
    answer(second);
    answer(third);
    expectOutcome(0, true);
    expectOutcome(1, true);
    expectOutcome(2, true);
    finish();
  }

  @Test
  void sendsWhatAnOverloadedNodeSentBackAgainAfterAPause() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);

    answer(new Skipped(0, SkipReason.OVERLOADED, "full"));

    answer(expectSent(0));
    expectOutcome(0, true);
    finish();
  }

  @Test
  void sendsNothingAgainOnceItsUserHasEndedTheCamera() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    capture(1);
    expectSent(0);
    expectSent(1);
    answer(new Skipped(0, SkipReason.OVERLOADED, "full"));
    expectSent(0);

    ending.set(true);
    answer(new Skipped(1, SkipReason.SHUTTING_DOWN, "down"));
    answer(new Skipped(0, SkipReason.OVERLOADED, "full"));

    assertThat(outcomes.expectNext().reply())
        .isEqualTo(new Skipped(0, SkipReason.OVERLOADED, "full"));
    assertThat(outcomes.expectNext().reply())
        .isEqualTo(new Skipped(1, SkipReason.SHUTTING_DOWN, "down"));
    assertThat(tally.snapshot().skippedTotal()).isEqualTo(2);
    finish();
  }

  @Test
  void givesAFrameUpAfterThreeConnectionsThatBroke() {
    start(Mode.LOSSLESS);
    capture(0);

    for (int i = 0; i < 3; i++) {
      events.sendNext(CONNECTED);
      expectSent(0);
      events.sendNext(DISCONNECTED);
    }

    assertThat(outcomes.expectNext().reply())
        .isInstanceOfSatisfying(
            Skipped.class, skip -> assertThat(skip.reason()).isEqualTo(SkipReason.GIVEN_UP));
    assertThat(tally.snapshot().skipped()).containsEntry(SkipReason.GIVEN_UP, 1L);
    frames.sendComplete();
    outcomes.expectComplete();
    events.expectCancellation();
  }

  @Test
  void takesNoMoreThanAWindowOfFrames() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    for (long i = 0; i < 5; i++) {
      capture(i);
    }
    JpegFrame first = expectSent(0);
    JpegFrame second = expectSent(1);
    JpegFrame third = expectSent(2);

    link.expectNoMessage(NOTHING);
    answer(first);

    JpegFrame fourth = expectSent(3);
    answer(second);
    answer(third);
    answer(fourth);
    answer(expectSent(4));
    outcomes.expectNextN(5);
    finish();
  }

  @Test
  void waitsForEveryOutcomeBeforeItCompletes() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);
    frames.sendComplete();

    events.sendNext(DISCONNECTED);
    outcomes.expectNoMessage(NOTHING);
    events.sendNext(CONNECTED);
    answer(expectSent(0));

    expectOutcome(0, true);
    link.expectComplete();
    events.sendComplete();
    outcomes.expectComplete();
  }

  @Test
  void tellsTheOutcomesOfWhatCameBeforeTheCameraFailed() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    JpegFrame sent = expectSent(0);
    frames.sendError(new CameraException("The file is damaged."));

    answer(sent);

    expectOutcome(0, true);
    link.expectComplete();
    events.sendComplete();
    assertThat(outcomes.expectError()).hasMessage("The file is damaged.");
  }

  @Test
  void losesWhatIsUnderWayWhenItIsCancelled() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);

    outcomes.cancel();

    frames.expectCancellation();
    events.expectCancellation();
    await().until(() -> tally.snapshot().lost() == 1);
  }

  @Test
  void failsWithTheLink() {
    start(Mode.LOSSLESS);
    events.sendNext(CONNECTED);
    capture(0);
    expectSent(0);

    events.sendError(new IllegalStateException("refused for good"));

    assertThat(outcomes.expectError()).hasMessage("refused for good");
    assertThat(tally.snapshot().lost()).isEqualTo(1);
  }
}
