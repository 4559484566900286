package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import throng.streams.camera.CameraException;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** Lossless frames, each of which has its outcome in the end. */
final class LedgerTest extends PlayedLedger {
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
