package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.edge.lan.Effect.Plain.AWAIT_ANSWER;
import static throng.edge.lan.Effect.Plain.AWAIT_NOTHING;
import static throng.edge.lan.Effect.Plain.BEGIN_STREAM;
import static throng.edge.lan.Effect.Plain.END_STREAM;
import static throng.edge.lan.Effect.Plain.HIDE;
import static throng.edge.lan.Effect.Plain.TELL_LATE;
import static throng.streams.legacy.lan.LanCommand.CONFIRM;
import static throng.streams.legacy.lan.LanCommand.PICTURE;
import static throng.streams.legacy.lan.LanCommand.SHUT_DOWN;
import static throng.streams.legacy.lan.LanCommand.STOP;
import static throng.streams.legacy.lan.LanCommand.STREAM;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import throng.edge.lan.Phase.Awaiting;
import throng.edge.lan.Phase.Idle;
import throng.edge.lan.Phase.Late;
import throng.edge.lan.Phase.Leaving;
import throng.edge.lan.Phase.Over;
import throng.edge.lan.Phase.Step;
import throng.edge.lan.Phase.Streaming;
import throng.streams.legacy.lan.LanCommand;

class PhaseTest {
  private static final Optional<Path> FILE = Optional.of(Path.of("door.jpg"));
  private static final ByteString JPEG = ByteString.fromString("picture");
  private static final Effect IS_CONFIRMED = new Effect.Say("The picture is confirmed already.");

  private final Idle idle = new Idle();
  private final Awaiting awaiting = new Awaiting(FILE);
  private final Late late = new Late(FILE, false);
  private final Late confirmedLate = new Late(FILE, true);
  private final Streaming streaming = new Streaming(false);
  private final Leaving leaving = new Leaving(Optional.empty());

  @Test
  void asksForAPictureAndLetsOrdersWait() {
    assertStep(idle.ask(FILE), awaiting, send(PICTURE), AWAIT_ANSWER);
    assertThat(awaiting.isBusy()).isTrue();
  }

  @Test
  void confirmsThePictureAndShowsIt() {
    assertStep(
        awaiting.picture(JPEG), idle, AWAIT_NOTHING, send(CONFIRM), new Effect.Show(JPEG, FILE));
  }

  @Test
  void leavesOutAPictureThatNothingWaitsFor() {
    assertStep(idle.picture(JPEG), idle);
    assertStep(leaving.picture(JPEG), leaving);
  }

  @Test
  void obeysOrdersWhileThePictureIsLate() {
    assertStep(awaiting.timeOver(), late, TELL_LATE);
    assertThat(late.isBusy()).isFalse();
  }

  @Test
  void takesALatePictureAsIfItWereInTime() {
    assertStep(late.picture(JPEG), idle, AWAIT_NOTHING, send(CONFIRM), new Effect.Show(JPEG, FILE));
  }

  @Test
  void confirmsALatePictureThatTheUserHasConfirmedBeforeItCame() {
    assertStep(
        confirmedLate.picture(JPEG),
        idle,
        AWAIT_NOTHING,
        send(CONFIRM),
        new Effect.Show(JPEG, FILE));
    assertThat(new Leaving(Optional.of(confirmedLate)).picture(JPEG).effects())
        .contains(send(CONFIRM));
  }

  @Test
  void asksAgainForALatePictureWhereTheUserDoes() {
    assertStep(
        confirmedLate.ask(Optional.empty()),
        new Awaiting(Optional.empty()),
        send(PICTURE),
        AWAIT_ANSWER);
  }

  @Test
  void confirmsOnce() {
    assertStep(idle.confirm(), idle, IS_CONFIRMED);
    assertStep(late.confirm(), confirmedLate, send(CONFIRM));
    assertStep(confirmedLate.confirm(), confirmedLate, IS_CONFIRMED);
  }

  @Test
  void confirmsAnEarlierPictureDuringTheStream() {
    assertStep(late.stream(), new Streaming(true), BEGIN_STREAM, send(STREAM));
    assertStep(new Streaming(true).confirm(), streaming, send(CONFIRM));
    assertStep(confirmedLate.stream(), streaming, BEGIN_STREAM, send(STREAM));
    assertStep(streaming.confirm(), streaming, IS_CONFIRMED);
  }

  @Test
  void streamsUntilItIsToldToStop() {
    assertStep(idle.stream(), streaming, BEGIN_STREAM, send(STREAM));
    assertStep(streaming.picture(JPEG), streaming, new Effect.Film(JPEG));
    assertStep(streaming.stop(), idle, send(STOP), send(CONFIRM), END_STREAM);
  }

  @Test
  void saysWhatIsOfNoUseDuringTheStreamAndWithoutOne() {
    assertStep(
        streaming.ask(FILE),
        streaming,
        new Effect.Say("The stream is on: s FILE keeps a picture of it, q ends it."));
    assertStep(
        streaming.stream(), streaming, new Effect.Say("The stream is on already; q ends it."));
    assertStep(idle.stop(), idle, new Effect.Say("The stream is not on."));
    assertStep(late.stop(), late, new Effect.Say("The stream is not on."));
  }

  @Test
  void endsTheStreamByAKeyOfTheWindowElseClosesTheWindow() {
    assertStep(streaming.endShow(), idle, send(STOP), send(CONFIRM), END_STREAM);
    for (Phase phase : new Phase[] {idle, awaiting, late, leaving}) {
      assertStep(phase.endShow(), phase, HIDE);
    }
  }

  @Test
  void closesTheWindowAfterASinglePictureButNotTheStreams() {
    assertStep(idle.shown(), idle, HIDE);
    assertStep(streaming.shown(), streaming);
  }

  @Test
  void asksANewConnectionForWhatTheOldOneOwed() {
    assertStep(idle.connected(), idle);
    assertStep(awaiting.connected(), awaiting, send(PICTURE));
    assertStep(late.connected(), late, send(PICTURE));
    assertStep(streaming.connected(), streaming, BEGIN_STREAM, send(STREAM));
    assertStep(leaving.connected(), leaving, send(SHUT_DOWN));
  }

  @Test
  void goesOnWhenTheEdgeHangsUp() {
    for (Phase phase : new Phase[] {idle, awaiting, late, streaming}) {
      assertStep(phase.hungUp(), phase);
    }
  }

  @Test
  void leavesAndIsOverOnceTheEdgeHasHungUp() {
    assertStep(idle.shutDown(), leaving, send(SHUT_DOWN), AWAIT_ANSWER);
    assertThat(leaving.isBusy()).isTrue();
    assertStep(
        leaving.hungUp(),
        new Over(false),
        new Effect.Say("The edge has shut the connection down."));
  }

  @Test
  void endsTheStreamBeforeItLeaves() {
    assertStep(
        streaming.shutDown(), leaving, send(STOP), END_STREAM, send(SHUT_DOWN), AWAIT_ANSWER);
  }

  @Test
  void isOverWithoutAnAnswerWhereTheEdgeDoesNotHangUpInTime() {
    assertStep(leaving.timeOver(), new Over(true));
  }

  @Test
  void remembersThePictureThatIsMissingWhileItLeaves() {
    assertStep(late.shutDown(), new Leaving(Optional.of(late)), send(SHUT_DOWN), AWAIT_ANSWER);
    assertThat(new Leaving(Optional.of(late)).hungUp().next()).isEqualTo(new Over(true));
  }

  @Test
  void goesOnWaitingForTheEdgeToHangUpWhenTheLatePictureComesAfterAll() {
    Step step = new Leaving(Optional.of(late)).picture(JPEG);

    assertStep(step, leaving, send(CONFIRM), new Effect.Show(JPEG, FILE));
    assertStep(step.next().timeOver(), new Over(true));
  }

  @Test
  void ignoresATimeThatNothingWaitsFor() {
    for (Phase phase : new Phase[] {idle, late, streaming}) {
      assertStep(phase.timeOver(), phase);
    }
  }

  @Test
  void knowsWhatIsStillUnanswered() {
    assertThat(idle.isUnanswered()).isFalse();
    assertThat(streaming.isUnanswered()).isFalse();
    assertThat(awaiting.isUnanswered()).isTrue();
    assertThat(late.isUnanswered()).isTrue();
    assertThat(leaving.isUnanswered()).isTrue();
    assertThat(new Over(false).isUnanswered()).isFalse();
  }

  private static void assertStep(Step step, Phase next, Effect... effects) {
    assertThat(step.next()).isEqualTo(next);
    assertThat(step.effects()).containsExactly(effects);
  }

  private static Effect send(LanCommand command) {
    return new Effect.Send(command);
  }
}
