package throng.actors.session;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.Collection;
import throng.actors.inference.FrameOrigin;

/**
 * Gives those some time who are connected without a certificate under the name of one that is
 * paired: it may be that one, which was paired meanwhile and comes back encrypted. One thread.
 */
final class Unproved {
  record TimeIsOver(FrameOrigin origin) implements Sessions.Command {}

  // An edge node follows its folder within a second, and then has its last answers.
  private static final Duration TIME = Duration.ofSeconds(5);

  private final TimerScheduler<Sessions.Command> timers;
  private final LinkRules rules;

  Unproved(TimerScheduler<Sessions.Command> timers, LinkRules rules) {
    this.timers = timers;
    this.rules = rules;
  }

  /** Others may be paired now. */
  void look(Collection<Entry> connected) {
    connected.stream().filter(entry -> entry.isUnproved(rules)).forEach(this::giveTime);
  }

  private void giveTime(Entry entry) {
    TimeIsOver over = new TimeIsOver(entry.origin());
    // Begun anew at each look it would never be over.
    if (!timers.isTimerActive(over)) {
      timers.startSingleTimer(over, over, TIME);
    }
  }
}
