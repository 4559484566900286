package throng.common.link;

import akka.actor.ActorSystem;
import akka.actor.ClassicActorSystemProvider;
import akka.dispatch.Dispatchers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import throng.common.console.Console;
import throng.streams.pki.Told;

/**
 * Has something done now and then that keeps a node in its site, one look at a time. Says what
 * there is to tell; what stays wrong it says once a day.
 */
public final class SiteWatch {
  private static final Duration SAID_AGAIN_AFTER = Duration.ofDays(1);

  private final Supplier<Optional<Told>> look;
  private final Console console;
  private final AtomicBoolean looks = new AtomicBoolean();
  // Touched by the look alone.
  private String said = "";
  private long saidAt;

  private SiteWatch(Supplier<Optional<Told>> look, Console console) {
    this.look = look;
    this.console = console;
  }

  /**
   * Begins at once, until the system ends.
   *
   * @param look may block
   * @param every how often to look
   */
  public static void begin(
      ClassicActorSystemProvider provider,
      Supplier<Optional<Told>> look,
      Duration every,
      Console console) {
    SiteWatch watch = new SiteWatch(look, console);
    ActorSystem system = provider.classicSystem();
    Executor blocking = system.dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
    system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO, every, () -> blocking.execute(watch::look), system.dispatcher());
  }

  private void look() {
    if (!looks.compareAndSet(false, true)) {
      return;
    }
    try {
      look.get().ifPresent(this::say);
    } finally {
      looks.set(false);
    }
  }

  private void say(Told told) {
    if (told.isGood()) {
      said = "";
      console.over(told.sentence());
    } else if (!told.sentence().equals(said)
        || System.nanoTime() - saidAt > SAID_AGAIN_AFTER.toNanos()) {
      said = told.sentence();
      saidAt = System.nanoTime();
      console.error("Warning: " + told.sentence());
    }
  }
}
