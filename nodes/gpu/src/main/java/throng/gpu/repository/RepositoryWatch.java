package throng.gpu.repository;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import throng.common.console.Console;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Follows the models folder: what comes is opened, what is changed is opened anew, what goes is
 * closed where nothing needs it. What is asked for there by {@code gpu-node models} is done.
 *
 * <p>Acts on what two looks in a row have found the same. All of it runs on the thread of changes.
 */
public final class RepositoryWatch {
  /** How often it looks. */
  static final Duration LOOK = Duration.ofMillis(500);

  private final NetworkChanges changes;
  private final NetworkRequests requests;
  private final Console console;
  private final RequestedChange asked;
  private final CompletableFuture<Done> firstLooks = new CompletableFuture<>();
  private final Set<String> missed = new HashSet<>();
  private Map<String, String> last = Map.of();
  private boolean isBroken;
  private int looks;

  private RepositoryWatch(NetworkChanges changes, NetworkRequests requests, Console console) {
    this.changes = changes;
    this.requests = requests;
    this.console = console;
    this.asked = new RequestedChange(changes);
  }

  /**
   * Begins, until the returned task is cancelled.
   *
   * @param first completed once what lies there now is open, and in use as it was at the last end
   */
  public static Cancellable begin(
      ActorSystem<?> system,
      NetworkChanges changes,
      Console console,
      CompletableFuture<Done> first) {
    RepositoryWatch watch =
        new RepositoryWatch(changes, new NetworkRequests(changes.repository().folder()), console);
    watch.firstLooks.thenAccept(first::complete);
    return system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO, LOOK, () -> changes.between(watch::look), system.executionContext());
  }

  private void look() {
    try {
      if (looks == 0) {
        requests.forget();
      }
      TreeMap<String, String> found = changes.repository().look();
      found.forEach(this::noteChanged);
      Set.copyOf(changes.tried().keySet()).forEach(name -> noteGone(name, found));
      last = found;
      isBroken = false;
      requests.serve(asked);
    } catch (IOException | RuntimeException broken) {
      if (!isBroken) {
        console.error("The models folder cannot be read: " + Reason.of(broken) + ".");
      }
      isBroken = true;
    }
    if (!firstLooks.isDone() && (looks++ == 1 || last.isEmpty())) {
      resume();
    }
  }

  private void resume() {
    try {
      changes.resumed();
    } finally {
      firstLooks.complete(Done.getInstance());
    }
  }

  private void noteChanged(String name, String files) {
    boolean isWhole = files.equals(last.get(name));
    if (isWhole && !files.equals(changes.tried().get(name))) {
      attempt(name, () -> changes.added(name));
    }
  }

  private void noteGone(String name, Map<String, String> found) {
    if (found.containsKey(name) || last.containsKey(name)) {
      missed.remove(name);
    } else if (changes.hosts().network(name).isEmpty()) {
      changes.tried().remove(name);
    } else if (missed.add(name)) {
      attempt(name, () -> changes.removed(name));
    }
  }

  private void attempt(String name, Supplier<String> change) {
    try {
      changes.explained(name, change);
    } catch (SettingsException told) {
      // It stands with the network's faults, and was said.
      return;
    }
  }
}
