package throng.common.link;

import akka.actor.ClassicActorSystemProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import throng.common.console.Console;
import throng.streams.pki.Told;

/**
 * Has something done now and then that keeps a node in its site, one look at a time. Says what
 * there is to tell; what stays wrong it says once a day.
 */
public final class SiteWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SiteWatch.class);

  /** So that whoever asks all the time has no more than ten looks a second. */
  private static final long SOON_MILLIS = 100;

  private static final Duration SAID_AGAIN_AFTER = Duration.ofDays(1);

  private final Supplier<Optional<Told>> look;
  private final Console console;
  private final ScheduledExecutorService own;
  private final AtomicBoolean isSoon = new AtomicBoolean();
  // Touched by the look alone.
  private String said = "";
  private long saidAt;

  private SiteWatch(Supplier<Optional<Told>> look, Console console, ScheduledExecutorService own) {
    this.look = look;
    this.console = console;
    this.own = own;
  }

  /**
   * Begins at once, until the system ends.
   *
   * @param look may block
   * @param every how often to look
   */
  public static SiteWatch begin(
      ClassicActorSystemProvider provider,
      Supplier<Optional<Told>> look,
      Duration every,
      Console console) {
    // A thread of its own: a node that hangs keeps nothing else waiting.
    ScheduledExecutorService own =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "site-watch");
              thread.setDaemon(true);
              return thread;
            });
    SiteWatch watch = new SiteWatch(look, console, own);
    var unused =
        own.scheduleWithFixedDelay(watch::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    provider.classicSystem().registerOnTermination(own::shutdownNow);
    return watch;
  }

  /** Looks within a tenth of a second, beside the regular looks. Any thread. */
  public void soon() {
    if (isSoon.compareAndSet(false, true)) {
      try {
        var unused = own.schedule(this::lookNow, SOON_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException ended) {
        LOG.debug("The node ends.", ended);
      }
    }
  }

  private void lookNow() {
    isSoon.set(false);
    look();
  }

  private void look() {
    try {
      look.get().ifPresent(this::say);
    } catch (RuntimeException e) {
      LOG.error("A look at the site failed; the next comes as ever.", e);
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
