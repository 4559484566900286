package throng.common.link;

import akka.actor.ActorSystem;
import akka.actor.ClassicActorSystemProvider;
import akka.dispatch.Dispatchers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import throng.common.console.Console;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Look;

/**
 * Has the node follow what pairing writes: its certificate, and whose count no more. Looks twice a
 * second, one look at a time.
 */
public final class LinkWatch {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final LinkIdentity identity;
  private final Console console;
  private final Runnable looked;
  private final AtomicBoolean looks = new AtomicBoolean();

  private LinkWatch(LinkIdentity identity, Console console, Runnable looked) {
    this.identity = identity;
    this.console = console;
    this.looked = looked;
  }

  /**
   * Begins, until the system ends; before the first look it has a handshake with itself.
   *
   * @param looked is told after each look; any thread
   */
  public static void begin(
      ClassicActorSystemProvider provider,
      LinkIdentity identity,
      Console console,
      Runnable looked) {
    LinkWatch watch = new LinkWatch(identity, console, looked);
    ActorSystem system = provider.classicSystem();
    Executor disk = system.dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
    disk.execute(identity::rehearse);
    system
        .scheduler()
        .scheduleWithFixedDelay(EVERY, EVERY, () -> disk.execute(watch::look), system.dispatcher());
  }

  private void look() {
    if (!looks.compareAndSet(false, true)) {
      return;
    }
    try {
      identity.look().forEach(this::say);
      looked.run();
    } finally {
      looks.set(false);
    }
  }

  private void say(Look look) {
    if (look.isRenewed()) {
      console.over(look.sentence());
    } else {
      console.error(look.sentence());
    }
  }
}
