package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.streams.legacy.lan.LanCommand.CONFIRM;
import static throng.streams.legacy.lan.LanCommand.PICTURE;
import static throng.streams.legacy.lan.LanCommand.SHUT_DOWN;
import static throng.streams.legacy.lan.LanCommand.STOP;
import static throng.streams.legacy.lan.LanCommand.STREAM;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import throng.edge.lan.Phase.Awaiting;
import throng.edge.lan.Phase.Idle;
import throng.edge.lan.Phase.Late;
import throng.edge.lan.Phase.Leaving;
import throng.edge.lan.Phase.Over;
import throng.edge.lan.Phase.Streaming;
import throng.streams.legacy.lan.LanCommand;

class PhaseTest {
  private static final Optional<Path> FILE = Optional.of(Path.of("door.jpg"));
  private static final ByteString JPEG = ByteString.fromString("picture");
  private static final List<Object> IS_CONFIRMED = say("The picture is confirmed already.");
  private static final List<Object> AWAIT_ANSWER = List.of("await answer");
  private static final List<Object> AWAIT_NOTHING = List.of("await nothing");
  private static final List<Object> BEGIN_STREAM = List.of("begin stream", true);
  private static final List<Object> BEGIN_VIEW = List.of("begin stream", false);
  private static final List<Object> RECORD = List.of("record");
  private static final List<Object> FADE = List.of("fade");
  private static final List<Object> END_STREAM = List.of("end stream");
  private static final List<Object> HIDE = List.of("hide");
  private static final List<Object> SAY_LATE = List.of("say late");

  private final Idle idle = new Idle();
  private final Awaiting awaiting = new Awaiting(FILE);
  private final Late late = new Late(FILE, false);
  private final Late confirmedLate = new Late(FILE, true);
  private final Streaming streaming = new Streaming(false, true);
  private final Streaming viewed = new Streaming(false, false);
  private final Leaving leaving = new Leaving(Optional.empty());

  @Test
  void asksForAPictureAndLetsOrdersWait() {
    assertStep(it -> idle.ask(FILE, it), awaiting, send(PICTURE), AWAIT_ANSWER);
    assertThat(awaiting.isBusy()).isTrue();
  }

  @Test
  void confirmsThePictureAndShowsIt() {
    assertStep(
        it -> awaiting.picture(JPEG, it), idle, AWAIT_NOTHING, send(CONFIRM), show(JPEG, FILE));
  }

  @Test
  void leavesOutAPictureThatNothingWaitsFor() {
    assertStep(it -> idle.picture(JPEG, it), idle);
    assertStep(it -> leaving.picture(JPEG, it), leaving);
  }

  @Test
  void obeysOrdersWhileThePictureIsLate() {
    assertStep(awaiting::timeOver, late, SAY_LATE);
    assertThat(late.isBusy()).isFalse();
  }

  @Test
  void takesALatePictureAsIfItWereInTime() {
    assertStep(it -> late.picture(JPEG, it), idle, AWAIT_NOTHING, send(CONFIRM), show(JPEG, FILE));
  }

  @Test
  void confirmsALatePictureThatTheUserHasConfirmedBeforeItCame() {
    assertStep(
        it -> confirmedLate.picture(JPEG, it),
        idle,
        AWAIT_NOTHING,
        send(CONFIRM),
        show(JPEG, FILE));
    assertStep(
        it -> new Leaving(Optional.of(confirmedLate)).picture(JPEG, it),
        leaving,
        send(CONFIRM),
        show(JPEG, FILE));
  }

  @Test
  void asksAgainForALatePictureWhereTheUserDoes() {
    assertStep(
        it -> confirmedLate.ask(Optional.empty(), it),
        new Awaiting(Optional.empty()),
        send(PICTURE),
        AWAIT_ANSWER);
  }

  @Test
  void confirmsOnce() {
    assertStep(idle::confirm, idle, IS_CONFIRMED);
    assertStep(late::confirm, confirmedLate, send(CONFIRM));
    assertStep(confirmedLate::confirm, confirmedLate, IS_CONFIRMED);
  }

  @Test
  void confirmsAnEarlierPictureDuringTheStream() {
    assertStep(it -> late.stream(true, it), new Streaming(true, true), BEGIN_STREAM, send(STREAM));
    assertStep(new Streaming(true, true)::confirm, streaming, send(CONFIRM));
    assertStep(it -> confirmedLate.stream(true, it), streaming, BEGIN_STREAM, send(STREAM));
    assertStep(streaming::confirm, streaming, IS_CONFIRMED);
  }

  @Test
  void streamsUntilItIsToldToStop() {
    assertStep(it -> idle.stream(true, it), streaming, BEGIN_STREAM, send(STREAM));
    assertStep(it -> streaming.picture(JPEG, it), streaming, film(JPEG));
    assertStep(streaming::stop, idle, send(STOP), send(CONFIRM), END_STREAM);
  }

  @Test
  void recordsOnlyWhenAskedTo() {
    assertStep(it -> idle.stream(false, it), viewed, BEGIN_VIEW, send(STREAM));
    assertStep(it -> late.stream(false, it), new Streaming(true, false), BEGIN_VIEW, send(STREAM));
    assertStep(viewed::connected, viewed, BEGIN_VIEW, send(STREAM));
    assertStep(it -> viewed.stream(true, it), streaming, RECORD);
    assertStep(it -> viewed.stream(false, it), viewed, say("The stream is on already; q ends it."));
  }

  @Test
  void saysWhatIsOfNoUseDuringTheStreamAndWithoutOne() {
    assertStep(
        it -> streaming.ask(FILE, it),
        streaming,
        say("The stream is on: s FILE keeps a picture of it, q ends it."));
    assertStep(
        it -> streaming.stream(true, it), streaming, say("The stream is on already; q ends it."));
    assertStep(idle::stop, idle, say("The stream is not on."));
    assertStep(late::stop, late, say("The stream is not on."));
  }

  @Test
  void endsTheStreamByAKeyOfTheWindowElseClosesTheWindow() {
    assertStep(streaming::endShow, idle, send(STOP), send(CONFIRM), END_STREAM, HIDE);
    for (Phase phase : new Phase[] {idle, awaiting, late, leaving}) {
      assertStep(phase::endShow, phase, HIDE);
    }
  }

  @Test
  void marksASinglePictureAsPastAfterItsTimeButNotTheStreams() {
    assertStep(idle::shown, idle, FADE);
    assertStep(streaming::shown, streaming);
  }

  @Test
  void asksANewConnectionForWhatTheOldOneOwed() {
    assertStep(idle::connected, idle);
    assertStep(awaiting::connected, awaiting, send(PICTURE));
    assertStep(late::connected, late, send(PICTURE));
    assertStep(streaming::connected, streaming, BEGIN_STREAM, send(STREAM));
    assertStep(leaving::connected, leaving, send(SHUT_DOWN));
  }

  @Test
  void goesOnWhenTheEdgeHangsUp() {
    for (Phase phase : new Phase[] {idle, awaiting, late, streaming}) {
      assertStep(phase::hungUp, phase);
    }
  }

  @Test
  void leavesAndIsOverOnceTheEdgeHasHungUp() {
    assertStep(idle::shutDown, leaving, send(SHUT_DOWN), AWAIT_ANSWER);
    assertThat(leaving.isBusy()).isTrue();
    assertStep(leaving::hungUp, new Over(false), say("The edge has shut the connection down."));
  }

  @Test
  void endsTheStreamBeforeItLeaves() {
    assertStep(streaming::shutDown, leaving, send(STOP), END_STREAM, send(SHUT_DOWN), AWAIT_ANSWER);
  }

  @Test
  void isOverWithoutAnAnswerWhereTheEdgeDoesNotHangUpInTime() {
    assertStep(leaving::timeOver, new Over(true));
  }

  @Test
  void remembersThePictureThatIsMissingWhileItLeaves() {
    assertStep(late::shutDown, new Leaving(Optional.of(late)), send(SHUT_DOWN), AWAIT_ANSWER);
    assertStep(
        it -> new Leaving(Optional.of(late)).hungUp(it),
        new Over(true),
        say("The edge has shut the connection down."));
  }

  @Test
  void goesOnWaitingForTheEdgeToHangUpWhenTheLatePictureComesAfterAll() {
    assertStep(
        it -> new Leaving(Optional.of(late)).picture(JPEG, it),
        leaving,
        send(CONFIRM),
        show(JPEG, FILE));
    assertStep(leaving::timeOver, new Over(true));
  }

  @Test
  void ignoresATimeThatNothingWaitsFor() {
    for (Phase phase : new Phase[] {idle, late, streaming}) {
      assertStep(phase::timeOver, phase);
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

  /** The step ends in that phase, and did exactly this on the way, in this order. */
  @SafeVarargs
  private static void assertStep(Function<Viewing, Phase> step, Phase next, List<Object>... done) {
    Recorded viewing = new Recorded();
    assertThat(step.apply(viewing)).isEqualTo(next);
    assertThat(viewing.done).containsExactly(done);
  }

  private static List<Object> send(LanCommand command) {
    return List.of("send", command);
  }

  private static List<Object> say(String sentence) {
    return List.of("say", sentence);
  }

  private static List<Object> show(ByteString jpeg, Optional<Path> file) {
    return List.of("show", jpeg, file);
  }

  private static List<Object> film(ByteString jpeg) {
    return List.of("film", jpeg);
  }

  private static final class Recorded implements Viewing {
    private final List<List<Object>> done = new ArrayList<>();

    @Override
    public void send(LanCommand command) {
      done.add(PhaseTest.send(command));
    }

    @Override
    public void say(String sentence) {
      done.add(PhaseTest.say(sentence));
    }

    @Override
    public void sayHowItFares() {
      done.add(List.of("say how it fares"));
    }

    @Override
    public void sayLate() {
      done.add(SAY_LATE);
    }

    @Override
    public void show(ByteString jpeg, Optional<Path> file) {
      done.add(PhaseTest.show(jpeg, file));
    }

    @Override
    public void film(ByteString jpeg) {
      done.add(PhaseTest.film(jpeg));
    }

    @Override
    public void awaitAnswer() {
      done.add(AWAIT_ANSWER);
    }

    @Override
    public void awaitNothing() {
      done.add(AWAIT_NOTHING);
    }

    @Override
    public void beginStream(boolean recorded) {
      done.add(recorded ? BEGIN_STREAM : BEGIN_VIEW);
    }

    @Override
    public void record() {
      done.add(RECORD);
    }

    @Override
    public void keep(Optional<Path> file) {
      done.add(List.of("keep", file));
    }

    @Override
    public void fade() {
      done.add(FADE);
    }

    @Override
    public void endStream() {
      done.add(END_STREAM);
    }

    @Override
    public void hide() {
      done.add(HIDE);
    }
  }
}
