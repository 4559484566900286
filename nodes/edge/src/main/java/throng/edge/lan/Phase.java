package throng.edge.lan;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import throng.streams.legacy.lan.LanCommand;

/**
 * What the viewer is at, and what each event makes of it: the next phase. What is to be done on the
 * way there is done at once, through {@link Viewing}.
 *
 * <pre>
 *            0            no picture in time
 *   Idle ────────▶ Awaiting ─────────▶ Late        0 in Late: Awaiting again
 *    ▲ ◀──picture── │                   │
 *    │ ◀──────────picture───────────────┤
 *    │ 3, v                             │ 3, v
 *    └─▶ Streaming ◀────────────────────┘          q in Streaming: Idle
 *
 *   2 in any but Awaiting ─▶ Leaving ─hung up, or not in time─▶ Over
 * </pre>
 *
 * <p>Orders are given to a phase only while it is not {@linkplain #isBusy() busy}.
 */
sealed interface Phase {
  /** Nothing is asked for. */
  record Idle() implements Phase {
    @Override
    public Phase confirm(Viewing viewing) {
      viewing.say(IS_CONFIRMED);
      return this;
    }

    @Override
    public Phase stream(boolean recorded, Viewing viewing) {
      return begin(new Streaming(false, recorded), viewing);
    }

    @Override
    public Phase shutDown(Viewing viewing) {
      return leave(Optional.empty(), viewing);
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
    public Phase picture(ByteString jpeg, Viewing viewing) {
      viewing.awaitNothing();
      viewing.send(LanCommand.CONFIRM);
      viewing.show(jpeg, file);
      return new Idle();
    }

    @Override
    public Phase timeOver(Viewing viewing) {
      viewing.sayLate();
      return new Late(file, false);
    }

    @Override
    public Phase connected(Viewing viewing) {
      viewing.send(LanCommand.PICTURE);
      return this;
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
    public Phase confirm(Viewing viewing) {
      if (confirmedEarly) {
        viewing.say(IS_CONFIRMED);
      } else {
        viewing.send(LanCommand.CONFIRM);
      }
      return new Late(file, true);
    }

    @Override
    public Phase stream(boolean recorded, Viewing viewing) {
      return begin(new Streaming(!confirmedEarly, recorded), viewing);
    }

    @Override
    public Phase shutDown(Viewing viewing) {
      return leave(Optional.of(this), viewing);
    }

    @Override
    public Phase picture(ByteString jpeg, Viewing viewing) {
      // The edge may have ignored a confirmation of what it had not sent yet.
      viewing.awaitNothing();
      viewing.send(LanCommand.CONFIRM);
      viewing.show(jpeg, file);
      return new Idle();
    }

    @Override
    public Phase connected(Viewing viewing) {
      viewing.send(LanCommand.PICTURE);
      return this;
    }
  }

  /**
   * Pictures follow one another.
   *
   * @param unconfirmed an edge may still wait for the confirmation of an earlier picture
   * @param recorded whether they are recorded too
   */
  record Streaming(boolean unconfirmed, boolean recorded) implements Phase {
    @Override
    public Phase ask(Optional<Path> file, Viewing viewing) {
      viewing.say("The stream is on: s FILE keeps a picture of it, q ends it.");
      return this;
    }

    @Override
    public Phase confirm(Viewing viewing) {
      if (unconfirmed) {
        viewing.send(LanCommand.CONFIRM);
      } else {
        viewing.say(IS_CONFIRMED);
      }
      return new Streaming(false, recorded);
    }

    @Override
    public Phase stream(boolean wantsRecording, Viewing viewing) {
      if (wantsRecording && !recorded) {
        viewing.record();
        return new Streaming(unconfirmed, true);
      }
      viewing.say("The stream is on already; q ends it.");
      return this;
    }

    @Override
    public Phase stop(Viewing viewing) {
      // The edge of 2024 wants a confirmation of the stream's last picture before it sends another.
      viewing.send(LanCommand.STOP);
      viewing.send(LanCommand.CONFIRM);
      viewing.endStream();
      return new Idle();
    }

    @Override
    public Phase shutDown(Viewing viewing) {
      viewing.send(LanCommand.STOP);
      viewing.endStream();
      viewing.send(LanCommand.SHUT_DOWN);
      viewing.awaitAnswer();
      return new Leaving(Optional.empty());
    }

    @Override
    public Phase picture(ByteString jpeg, Viewing viewing) {
      viewing.film(jpeg);
      return this;
    }

    @Override
    public Phase shown(Viewing viewing) {
      return this;
    }

    @Override
    public Phase endShow(Viewing viewing) {
      Phase next = stop(viewing);
      viewing.hide();
      return next;
    }

    @Override
    public Phase connected(Viewing viewing) {
      return begin(this, viewing);
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
    public Phase picture(ByteString jpeg, Viewing viewing) {
      // Not the late phase's own step: the time that the edge has to hang up runs on.
      missing.ifPresent(
          late -> {
            viewing.send(LanCommand.CONFIRM);
            viewing.show(jpeg, late.file());
          });
      return new Leaving(Optional.empty());
    }

    @Override
    public Phase timeOver(Viewing viewing) {
      return new Over(true);
    }

    @Override
    public Phase connected(Viewing viewing) {
      viewing.send(LanCommand.SHUT_DOWN);
      return this;
    }

    @Override
    public Phase hungUp(Viewing viewing) {
      viewing.say("The edge has shut the connection down.");
      return new Over(missing.isPresent());
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

  String IS_CONFIRMED = "The picture is confirmed already.";

  /** Whether orders wait until this phase is over. */
  default boolean isBusy() {
    return false;
  }

  /** Whether something was asked for that has not come. */
  default boolean isUnanswered() {
    return false;
  }

  /** The order {@code 0}. */
  default Phase ask(Optional<Path> file, Viewing viewing) {
    viewing.send(LanCommand.PICTURE);
    viewing.awaitAnswer();
    return new Awaiting(file);
  }

  /** The order {@code 1}. */
  default Phase confirm(Viewing viewing) {
    return this;
  }

  /** The order {@code 2}. */
  default Phase shutDown(Viewing viewing) {
    return this;
  }

  /**
   * The orders {@code v} and {@code 3}.
   *
   * @param recorded whether the stream is recorded: {@code 3}
   */
  default Phase stream(boolean recorded, Viewing viewing) {
    return this;
  }

  /** The order {@code q}. */
  default Phase stop(Viewing viewing) {
    viewing.say("The stream is not on.");
    return this;
  }

  /** A picture came; one that nothing waits for is left out. */
  default Phase picture(ByteString jpeg, Viewing viewing) {
    return this;
  }

  /** The time of {@link Viewing#awaitAnswer} is over. */
  default Phase timeOver(Viewing viewing) {
    return this;
  }

  /** A single picture was shown long enough. */
  default Phase shown(Viewing viewing) {
    viewing.fade();
    return this;
  }

  /** A key of the window, or its close button. */
  default Phase endShow(Viewing viewing) {
    viewing.hide();
    return this;
  }

  /** There is a connection, whose edge knows nothing of an earlier one. */
  default Phase connected(Viewing viewing) {
    return this;
  }

  /** The connection that there was has ended. */
  default Phase hungUp(Viewing viewing) {
    return this;
  }

  private static Phase begin(Streaming streaming, Viewing viewing) {
    viewing.beginStream(streaming.recorded());
    viewing.send(LanCommand.STREAM);
    return streaming;
  }

  private static Phase leave(Optional<Late> missing, Viewing viewing) {
    viewing.send(LanCommand.SHUT_DOWN);
    viewing.awaitAnswer();
    return new Leaving(missing);
  }
}
