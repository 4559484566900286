package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import throng.streams.camera.CapturedFrame;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.FakeNode;
import throng.streams.testing.Frames;

final class UnansweredTest {

  private final Unanswered lossless = new Unanswered(Mode.LOSSLESS, 8);
  private final Unanswered live = new Unanswered(Mode.LIVE, 8);

  private static FrameReply map(long sequence) {
    return FakeNode.map(JpegFrame.of(sequence, 0, 0, 0, ByteString.emptyByteString()));
  }

  private static FrameReply skipped(long sequence, SkipReason reason) {
    return new Skipped(sequence, reason, "because");
  }

  private static void add(Unanswered unanswered, long... sequences) {
    for (long sequence : sequences) {
      unanswered.add(Frames.captured(sequence));
    }
  }

  /** Sends what may be sent. */
  private static List<Long> send(Unanswered unanswered) {
    List<Long> sent = new ArrayList<>();
    for (Unanswered.Entry next = unanswered.nextToSend();
        next != null;
        next = unanswered.nextToSend()) {
      unanswered.sent(next);
      sent.add(next.frame().sequence());
    }
    return sent;
  }

  private static List<String> settled(Unanswered unanswered) {
    List<String> rows = new ArrayList<>();
    for (Outcome outcome = unanswered.pollSettled();
        outcome != null;
        outcome = unanswered.pollSettled()) {
      rows.add(outcome.frame().sequence() + " " + words(outcome.reply()));
    }
    return rows;
  }

  private static String words(@Nullable FrameReply reply) {
    if (reply == null) {
      return "lost";
    }
    return reply instanceof Skipped skipped ? skipped.reason().name() : "map";
  }

  @Test
  void sendsAgainInOrderWhatWasUnderWay() {
    add(lossless, 3, 4, 5);
    send(lossless);
    lossless.answered(map(3), 0);

    lossless.linkBroke(0);
    add(lossless, 6);

    assertThat(send(lossless)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void losesWhatWasUnderWayLive() {
    add(live, 0, 1);
    send(live);
    add(live, 2);

    live.linkBroke(0);

    assertThat(settled(live)).containsExactly("0 lost", "1 lost");
    assertThat(send(live)).containsExactly(2L);
  }

  @Test
  void sendsAgainWhatWasUnderWayWhereAConnectionWasLeftInGoodOrder() {
    add(live, 0, 1);
    send(live);
    live.answered(map(0), 0);
    add(live, 2);

    live.linkLeft();

    assertThat(send(live)).containsExactly(1L, 2L);
    live.answered(map(1), 0);
    live.answered(map(2), 0);
    assertThat(settled(live)).containsExactly("0 map", "1 map", "2 map");
  }

  @Test
  void blamesNoFrameForConnectionsThatWereLeftInGoodOrder() {
    add(lossless, 0, 1);

    for (int i = 0; i < 10; i++) {
      assertThat(send(lossless)).containsExactly(0L, 1L);
      lossless.linkLeft();
    }

    assertThat(settled(lossless)).isEmpty();
  }

  @Test
  void keepsALiveFrameThatANodeGaveBackForTheNextConnection() {
    add(live, 0, 1);
    send(live);

    live.answered(skipped(0, SkipReason.SHUTTING_DOWN), 0);
    live.answered(map(1), 0);
    assertThat(send(live)).isEmpty();
    assertThat(settled(live)).isEmpty();
    live.linkBroke(0);

    assertThat(send(live)).containsExactly(0L);
    live.answered(map(0), 0);
    assertThat(settled(live)).containsExactly("0 map", "1 map");
  }

  @Test
  void doesNotKeepWhatANodeGaveBackForLongerThanItsAnswerIsWorthHaving() {
    live.add(new CapturedFrame(0, Frames.picture(64, 48, 100)));
    live.add(new CapturedFrame(1, Frames.picture(64, 48, 100)));
    send(live);
    live.answered(skipped(0, SkipReason.SHUTTING_DOWN), 200);
    live.answered(map(1), 200);

    live.settleGivenBack(99);
    assertThat(settled(live)).isEmpty();
    live.settleGivenBack(100);

    assertThat(settled(live)).containsExactly("0 SHUTTING_DOWN", "1 map");
    assertThat(live.hasGivenBack()).isFalse();
  }

  @Test
  void keepsNothingForALaterConnectionOnceTheCameraIsEnding() {
    add(live, 0);
    send(live);
    live.endTries();

    live.answered(skipped(0, SkipReason.SHUTTING_DOWN), 0);

    assertThat(settled(live)).containsExactly("0 SHUTTING_DOWN");
  }

  @Test
  void tellsOutcomesInOrderWhateverTheOrderOfAnswers() {
    add(lossless, 0, 1);
    send(lossless);

    lossless.answered(map(1), 0);
    assertThat(settled(lossless)).isEmpty();
    lossless.answered(map(0), 0);

    assertThat(settled(lossless)).containsExactly("0 map", "1 map");
    assertThat(lossless.isEmpty()).isTrue();
  }

  @Test
  void ignoresLateAndSecondAnswers() {
    add(lossless, 0, 1);
    send(lossless);

    lossless.answered(map(0), 0);
    lossless.answered(skipped(0, SkipReason.UNDECODABLE), 0);
    lossless.answered(map(7), 0);

    assertThat(settled(lossless)).containsExactly("0 map");
  }

  @Test
  void sendsAgainWhatAnOverloadedNodeSentBackUnlessLive() {
    add(lossless, 0);
    send(lossless);
    add(live, 0);
    send(live);

    assertThat(lossless.answered(skipped(0, SkipReason.OVERLOADED), 0)).isTrue();
    assertThat(live.answered(skipped(0, SkipReason.OVERLOADED), 0)).isFalse();

    assertThat(send(lossless)).containsExactly(0L);
    assertThat(settled(live)).containsExactly("0 OVERLOADED");
  }

  @Test
  void givesUpAFrameAfterThreeBreaksAndNoInnocentOne() {
    add(lossless, 0, 1);
    send(lossless);
    lossless.linkBroke(0);
    assertThat(send(lossless)).containsExactly(0L, 1L);
    lossless.linkBroke(0);

    assertThat(send(lossless)).containsExactly(0L);
    lossless.linkBroke(0);

    assertThat(settled(lossless)).containsExactly("0 GIVEN_UP");
    assertThat(send(lossless)).containsExactly(1L);
    lossless.answered(map(1), 0);
    assertThat(settled(lossless)).containsExactly("1 map");
  }

  @Test
  void doesNotBlameABreakOnAFrameThatWasNotSent() {
    add(lossless, 0);

    for (int i = 0; i < 5; i++) {
      lossless.linkBroke(0);
    }

    assertThat(settled(lossless)).isEmpty();
    assertThat(send(lossless)).containsExactly(0L);
  }
}
