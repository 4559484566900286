package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.Frames;

/** Live frames: the newest ones, while their answers are worth having. */
final class LiveLedgerTest extends PlayedLedger {
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
  void aPictureOfASlowCameraIsWorthHavingUntilTheNextOne() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    for (int sequence = 0; sequence < 3; sequence++) {
      capture(sequence);
      JpegFrame sent = expectSent(sequence);
      assertThat(sent.worthMillis()).isEqualTo(sequence < 2 ? 1_000 : 4_000);
      answer(sent);
      expectOutcome(sequence, true);
      clock.addAndGet(4_000_000_000L);
    }
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
  void goesOnWhereANodeGivesAFrameBackAndStays() {
    start(Mode.LIVE);
    events.sendNext(CONNECTED);
    capture(0);
    capture(1);
    expectSent(0);
    answer(new Skipped(0, SkipReason.SHUTTING_DOWN, "because"));
    answer(expectSent(1));
    capture(2);
    link.expectNoMessage(NOTHING);

    clock.set(1_000_000_000);

    expectOutcome(0, true);
    expectOutcome(1, true);
    assertThat(tally.snapshot().skipped()).containsOnlyKeys(SkipReason.SHUTTING_DOWN);
    capture(3);
    answer(expectSent(3));
    expectOutcome(3, true);
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
}
