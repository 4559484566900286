package throng.actors.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import throng.actors.inference.FrameOrigin;
import throng.actors.session.FromOthers.CheckName;
import throng.streams.frame.CameraId;
import throng.streams.wire.Message.Refused;

/**
 * Who waits for a name whose connection is asked for a sign of life: one a name, so that as many
 * may wait as there are names, in the places that others need to come in. One thread.
 */
final class NameWaits {
  record Alive(FrameOrigin origin) implements Sessions.Command {}

  record NameCheckIsOver(CameraId camera) implements Sessions.Command {}

  private final Map<CameraId, Open> waiting = new HashMap<>();
  // Who waits at another node; one a name, too.
  private final Map<CameraId, CheckName> waitingElsewhere = new HashMap<>();
  private final TimerScheduler<Sessions.Command> timers;
  private final ActorRef<Sessions.Command> sessions;
  private final Duration patience;
  private final BiConsumer<Open, Refused> refuse;

  /**
   * @param patience how long the connection that has a name may be silent
   * @param refuse refuses who waits in vain
   */
  NameWaits(
      TimerScheduler<Sessions.Command> timers,
      ActorRef<Sessions.Command> sessions,
      Duration patience,
      BiConsumer<Open, Refused> refuse) {
    this.timers = timers;
    this.sessions = sessions;
    this.patience = patience;
    this.refuse = refuse;
  }

  /** Lets who has the name show that it is alive; of several who want it the first one waits. */
  void contend(Open wanting, Entry present) {
    CameraId camera = wanting.hello().camera();
    Open earlier = waiting.get(camera);
    if (earlier != null && earlier.hello().isNewerThan(wanting.hello())) {
      refuse.accept(wanting, Refusals.newer(camera));
    } else if (earlier != null && earlier.hello().instance() == wanting.hello().instance()) {
      refuse.accept(earlier, Refusals.nameInUse(camera));
      letWait(wanting);
    } else if (earlier != null || present.pulse().isEmpty()) {
      refuse.accept(wanting, Refusals.nameInUse(camera));
    } else {
      letWait(wanting);
      check(present);
    }
  }

  /** The same for who wants the name at another node: who waits here is first. */
  void contend(CheckName wanting, Entry present) {
    CameraId camera = wanting.camera();
    if (present.pulse().isEmpty() || waiting.containsKey(camera)) {
      wanting.isKept().run();
    } else {
      waitingElsewhere.put(camera, wanting);
      check(present);
    }
  }

  private void check(Entry present) {
    CameraId camera = present.origin().camera();
    timers.startSingleTimer(camera, new NameCheckIsOver(camera), patience);
    Alive alive = new Alive(present.origin());
    present.pulse().orElseThrow().ask(() -> sessions.tell(alive));
  }

  private void letWait(Open wanting) {
    waiting.put(wanting.hello().camera(), wanting);
    wanting.peer().waits();
  }

  /** Who has the name is alive. */
  void refuse(CameraId camera) {
    Optional.ofNullable(waitingElsewhere.remove(camera)).ifPresent(it -> it.isKept().run());
    release(camera).ifPresent(open -> refuse.accept(open, Refusals.nameInUse(camera)));
  }

  /** Who waits for the name at another node; from here on nobody does. */
  Optional<CheckName> releaseElsewhere(CameraId camera) {
    return Optional.ofNullable(waitingElsewhere.remove(camera));
  }

  void refuseAll(Refused refused) {
    List.copyOf(waiting.keySet())
        .forEach(camera -> release(camera).ifPresent(open -> refuse.accept(open, refused)));
  }

  /** Who waited for the name and is still there; from here on nobody waits. */
  Optional<Open> release(CameraId camera) {
    timers.cancel(camera);
    Optional<Open> waited = Optional.ofNullable(waiting.remove(camera));
    waited.filter(Open::isAway).ifPresent(open -> open.reject(Refusals.nameInUse(camera)));
    return waited.filter(open -> !open.isAway());
  }
}
