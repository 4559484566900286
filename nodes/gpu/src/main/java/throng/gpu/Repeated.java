package throng.gpu;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import throng.streams.log.RateLimitedLog;

/** Work that may wait, again and again until the system ends. */
final class Repeated {
  private static final RateLimitedLog LOG = RateLimitedLog.errors(Repeated.class);

  private Repeated() {}

  /**
   * Begins it.
   *
   * @param name for the shutdown's log
   * @param pause between two times
   * @param after once it is done no more
   */
  static void begin(
      ActorSystem<?> system, String name, Duration pause, Runnable work, Runnable after) {
    Cancellable repeated =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                pause,
                pause,
                () -> guarded(name, work),
                system.dispatchers().lookup(DispatcherSelector.blocking()));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            name,
            () -> {
              repeated.cancel();
              after.run();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  // What fails once would else never be tried again.
  private static void guarded(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.write(name, "The node's " + name + " failed, and go on", e);
    }
  }
}
