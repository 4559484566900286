package throng.edge.lan;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import throng.streams.legacy.lan.LanCommand;

/**
 * What the viewer is at, and what each event makes of it. Pure: what is to be done is returned.
 *
 * <pre>
 *            0            no picture in time
 *   Idle ────────▶ Awaiting ─────────▶ Late        0 in Late: Awaiting again
 *    ▲ ◀──picture── │                   │
 *    │ ◀──────────picture───────────────┤
 *    │ 3                                │ 3
 *    └─▶ Streaming ◀────────────────────┘          q in Streaming: Idle
 *
 *   2 in any but Awaiting ─▶ Leaving ─hung up, or not in time─▶ Over
 * </pre>
 *
 * <p>Orders are given to a phase only while it is not {@linkplain #isBusy() busy}.
 */
sealed interface Phase {
  /** The next phase, and what is to be done on the way, in this order. */
  record Step(Phase next, List<Effect> effects) {
    private static Step to(Phase next, Effect... effects) {
      return new Step(next, List.of(effects));
    }
  }

  /** Nothing is asked for. */
  record Idle() implements Phase {
    @Override
    public Step confirm() {
      return Step.to(this, IS_CONFIRMED);
    }

    @Override
    public Step stream() {
      return begin(new Streaming(false));
    }

    @Override
    public Step shutDown() {
      return leave(Optional.empty());
    }
  }

  /**
   * A picture is asked for; orders wait.
   *
   * @param file where it is kept
   */
  record Awaiting(Optional<Path> file) implements Phase {
    @Override
    public boolean isBusy() {
      return true;
    }

    @Override
    public boolean isUnanswered() {
      return true;
    }

    @Override
    public Step picture(ByteString jpeg) {
      return Step.to(
          new Idle(), Effect.Plain.AWAIT_NOTHING, CONFIRMATION, new Effect.Show(jpeg, file));
    }

    @Override
    public Step timeOver() {
      return Step.to(new Late(file, false), Effect.Plain.TELL_LATE);
    }

    @Override
    public Step connected() {
      return Step.to(this, REQUEST);
    }
  }

  /**
   * The picture has not come in time and may still come; orders are obeyed.
   *
   * @param file where it is kept
   * @param confirmedEarly the user has confirmed what has not come
   */
  record Late(Optional<Path> file, boolean confirmedEarly) implements Phase {
    @Override
    public boolean isUnanswered() {
      return true;
    }

    @Override
    public Step confirm() {
      return confirmedEarly
          ? Step.to(this, IS_CONFIRMED)
          : Step.to(new Late(file, true), CONFIRMATION);
    }

    @Override
    public Step stream() {
      return begin(new Streaming(!confirmedEarly));
    }

    @Override
    public Step shutDown() {
      return leave(Optional.of(this));
    }

    @Override
    public Step picture(ByteString jpeg) {
      // The edge may have ignored a confirmation of what it had not sent yet.
      return Step.to(new Idle(), Effect.Plain.AWAIT_NOTHING, CONFIRMATION, show(jpeg));
    }

    private Effect show(ByteString jpeg) {
      return new Effect.Show(jpeg, file);
    }

    @Override
    public Step connected() {
      return Step.to(this, REQUEST);
    }
  }

  /**
   * Pictures follow one another.
   *
   * @param unconfirmed an edge may still wait for the confirmation of an earlier picture
   */
  record Streaming(boolean unconfirmed) implements Phase {
    @Override
    public Step ask(Optional<Path> file) {
      return Step.to(
          this, new Effect.Say("The stream is on: s FILE keeps a picture of it, q ends it."));
    }

    @Override
    public Step confirm() {
      return unconfirmed
          ? Step.to(new Streaming(false), CONFIRMATION)
          : Step.to(this, IS_CONFIRMED);
    }

    @Override
    public Step stream() {
      return Step.to(this, new Effect.Say("The stream is on already; q ends it."));
    }

    @Override
    public Step stop() {
      // The edge of 2024 wants a confirmation of the stream's last picture before it sends another.
      return Step.to(
          new Idle(), new Effect.Send(LanCommand.STOP), CONFIRMATION, Effect.Plain.END_STREAM);
    }

    @Override
    public Step shutDown() {
      return Step.to(
          new Leaving(Optional.empty()),
          new Effect.Send(LanCommand.STOP),
          Effect.Plain.END_STREAM,
          FAREWELL,
          Effect.Plain.AWAIT_ANSWER);
    }

    @Override
    public Step picture(ByteString jpeg) {
      return Step.to(this, new Effect.Film(jpeg));
    }

    @Override
    public Step shown() {
      return Step.to(this);
    }

    @Override
    public Step endShow() {
      return stop();
    }

    @Override
    public Step connected() {
      return begin(this);
    }
  }

  /**
   * The edge is asked to shut the connection down; orders wait.
   *
   * @param missing the picture that has not come
   */
  record Leaving(Optional<Late> missing) implements Phase {
    @Override
    public boolean isBusy() {
      return true;
    }

    @Override
    public boolean isUnanswered() {
      return true;
    }

    @Override
    public Step picture(ByteString jpeg) {
      // Not the late phase's own step: the time that the edge has to hang up runs on.
      return missing
          .map(late -> Step.to(new Leaving(Optional.empty()), CONFIRMATION, late.show(jpeg)))
          .orElse(Step.to(this));
    }

    @Override
    public Step timeOver() {
      return Step.to(new Over(true));
    }

    @Override
    public Step connected() {
      return Step.to(this, FAREWELL);
    }

    @Override
    public Step hungUp() {
      return Step.to(
          new Over(missing.isPresent()), new Effect.Say("The edge has shut the connection down."));
    }
  }

  /**
   * Nothing follows.
   *
   * @param isUnanswered something that was asked for has not come
   */
  record Over(boolean isUnanswered) implements Phase {
    @Override
    public boolean isBusy() {
      return true;
    }
  }

  Effect REQUEST = new Effect.Send(LanCommand.PICTURE);
  Effect CONFIRMATION = new Effect.Send(LanCommand.CONFIRM);
  Effect FAREWELL = new Effect.Send(LanCommand.SHUT_DOWN);
  Effect IS_CONFIRMED = new Effect.Say("The picture is confirmed already.");

  /** Whether orders wait until this phase is over. */
  default boolean isBusy() {
    return false;
  }

  /** Whether something was asked for that has not come. */
  default boolean isUnanswered() {
    return false;
  }

  /** The order {@code 0}. */
  default Step ask(Optional<Path> file) {
    return Step.to(new Awaiting(file), REQUEST, Effect.Plain.AWAIT_ANSWER);
  }

  /** The order {@code 1}. */
  default Step confirm() {
    return Step.to(this);
  }

  /** The order {@code 2}. */
  default Step shutDown() {
    return Step.to(this);
  }

  /** The order {@code 3}. */
  default Step stream() {
    return Step.to(this);
  }

  /** The order {@code q}. */
  default Step stop() {
    return Step.to(this, new Effect.Say("The stream is not on."));
  }

  /** A picture came; one that nothing waits for is left out. */
  default Step picture(ByteString jpeg) {
    return Step.to(this);
  }

  /** The time of {@link Effect.Plain#AWAIT_ANSWER} is over. */
  default Step timeOver() {
    return Step.to(this);
  }

  /** A single picture was shown long enough. */
  default Step shown() {
    return Step.to(this, Effect.Plain.HIDE);
  }

  /** A key of the window, or its close button. */
  default Step endShow() {
    return Step.to(this, Effect.Plain.HIDE);
  }

  /** There is a connection, whose edge knows nothing of an earlier one. */
  default Step connected() {
    return Step.to(this);
  }

  /** The connection that there was has ended. */
  default Step hungUp() {
    return Step.to(this);
  }

  private static Step begin(Streaming streaming) {
    return Step.to(streaming, Effect.Plain.BEGIN_STREAM, new Effect.Send(LanCommand.STREAM));
  }

  private static Step leave(Optional<Late> missing) {
    return Step.to(new Leaving(missing), FAREWELL, Effect.Plain.AWAIT_ANSWER);
  }
}
