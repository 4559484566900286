package throng.gpu.repository;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import throng.common.console.Console;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Follows the models folder: what comes is opened, what is changed is opened anew, what goes is
 * closed where nothing needs it. What is there and not to be opened any more is told, and goes on
 * as it was. No network is deleted. What is asked for there by {@code gpu-node models} is done.
 *
 * <p>Acts on what two looks in a row have found the same, which are apart by {@link #LOOK}, however
 * long a change takes. All of it runs on the thread of changes.
 */
public final class RepositoryWatch {
  /** How long after a look has ended the next one begins, or a little later. */
  static final Duration LOOK = Duration.ofMillis(500);

  /** How long at most counting waits for what lies there when the watch begins. */
  static final Duration MOST_AWAITED = Duration.ofSeconds(30);

  private static final Duration TICK = Duration.ofMillis(100);

  private final NetworkChanges changes;
  private final NetworkRequests requests;
  private final Console console;
  private final Duration mostAwaited;
  private final RequestedChange asked;
  private final CompletableFuture<Done> firstLooks = new CompletableFuture<>();
  private final long begunNanos = System.nanoTime();
  private final Map<String, Integer> gone = new HashMap<>();
  private final Map<String, Integer> unfit = new HashMap<>();
  private final AtomicBoolean isPending = new AtomicBoolean();
  private volatile long lookedAtNanos = System.nanoTime() - LOOK.toNanos();
  private Map<String, String> last = Map.of();
  private boolean isBroken;
  private boolean isDeaf;
  private boolean isReady;
  private boolean isResumed;
  // Those that succeeded.
  private int looks;

  private RepositoryWatch(
      NetworkChanges changes, NetworkRequests requests, Console console, Duration mostAwaited) {
    this.changes = changes;
    this.requests = requests;
    this.console = console;
    this.mostAwaited = mostAwaited;
    this.asked = new RequestedChange(changes);
  }

  /**
   * Begins, until the returned task is cancelled.
   *
   * @param first completed once what lies there now is open, and in use as it was at the last end,
   *     or after {@link #MOST_AWAITED}: one that takes long, or hangs, keeps nobody from counting
   */
  public static Cancellable begin(
      ActorSystem<?> system,
      NetworkChanges changes,
      Console console,
      CompletableFuture<Done> first) {
    return begin(system, changes, console, first, MOST_AWAITED);
  }

  /**
   * @param mostAwaited after how long {@code first} is completed whatever is not open
   */
  static Cancellable begin(
      ActorSystem<?> system,
      NetworkChanges changes,
      Console console,
      CompletableFuture<Done> first,
      Duration mostAwaited) {
    NetworkRequests requests = new NetworkRequests(changes.repository().folder());
    RepositoryWatch watch = new RepositoryWatch(changes, requests, console, mostAwaited);
    watch.firstLooks.thenAccept(first::complete);
    return system
        .scheduler()
        .scheduleWithFixedDelay(Duration.ZERO, TICK, watch::lookSoon, system.executionContext());
  }

  /** A look that waits for a change to be made is the only one that does. */
  private void lookSoon() {
    awaitNoLonger();
    if (System.nanoTime() - lookedAtNanos >= LOOK.toNanos()
        && isPending.compareAndSet(false, true)) {
      changes.between(this::look);
    }
  }

  private void awaitNoLonger() {
    if (System.nanoTime() - begunNanos >= mostAwaited.toNanos()
        && firstLooks.complete(Done.getInstance())) {
      console.line(
          "Not all networks in %s are open after %d s: the node counts meanwhile with those that are."
              .formatted(changes.repository().folder(), mostAwaited.toSeconds()));
    }
  }

  private void look() {
    try {
      lookNow();
    } finally {
      lookedAtNanos = System.nanoTime();
      isPending.set(false);
    }
  }

  private void lookNow() {
    makeReadySoon();
    boolean isRead = follow();
    if (isRead) {
      looks++;
      serve();
    }
    if (isRead && !isResumed && (looks > 1 || last.isEmpty())) {
      isResumed = true;
      resume();
    }
    // Counting waits for no folder that cannot be read.
    if (isResumed || !isRead) {
      firstLooks.complete(Done.getInstance());
    }
  }

  // Until it has succeeded: what was asked while no node ran is not done.
  private void makeReady() throws IOException {
    if (!isReady) {
      requests.forget();
      ModelCopy.mend(changes.repository().folder());
      isReady = true;
    }
  }

  private void makeReadySoon() {
    try {
      makeReady();
    } catch (IOException | RuntimeException toldLater) {
      isReady = false;
    }
  }

  private boolean follow() {
    try {
      TreeMap<String, String> found = changes.repository().look();
      changes.hosts().toOpen(untried(found));
      found.forEach(this::noteChanged);
      Set.copyOf(changes.tried().keySet()).forEach(name -> noteMissing(name, found));
      last = found;
      isBroken = false;
      return true;
    } catch (IOException | RuntimeException broken) {
      changes.hosts().toOpen(Set.of());
      if (!isBroken) {
        console.error("The models folder cannot be read: " + Reason.of(broken) + ".");
      }
      isBroken = true;
      return false;
    }
  }

  private void serve() {
    try {
      makeReady();
      requests.serve(asked);
      isDeaf = false;
    } catch (IOException | RuntimeException failure) {
      if (!isDeaf) {
        console.error(
            "What 'gpu-node models' asks for cannot be answered: %s. Let the node write in the models folder."
                .formatted(Reason.of(failure)));
      }
      isDeaf = true;
    }
  }

  private void resume() {
    try {
      changes.resumed();
    } finally {
      firstLooks.complete(Done.getInstance());
    }
  }

  private Set<String> untried(Map<String, String> found) {
    Set<String> untried = new TreeSet<>(found.keySet());
    untried.removeIf(name -> isTried(name, found));
    return untried;
  }

  private boolean isTried(String name, Map<String, String> found) {
    return Objects.equals(found.get(name), changes.tried().get(name));
  }

  private void noteChanged(String name, String files) {
    boolean isWhole = files.equals(last.get(name));
    if (isWhole && !files.equals(changes.tried().get(name))) {
      attempt(name, () -> changes.added(name));
    }
  }

  private void noteMissing(String name, Map<String, String> found) {
    boolean isGone = !found.containsKey(name) && changes.repository().isGone(name);
    if (isGone) {
      noteGone(name, gone.merge(name, 1, Integer::sum));
    } else {
      gone.remove(name);
    }
    if (!found.containsKey(name) && !isGone) {
      noteUnfit(name, unfit.merge(name, 1, Integer::sum));
    } else if (unfit.remove(name) != null && isTried(name, found)) {
      changes.forgetFault(name);
    }
  }

  private void noteGone(String name, int times) {
    if (changes.hosts().network(name).isEmpty()) {
      changes.tried().remove(name);
    } else if (times == 2) {
      attempt(name, () -> closed(name));
    }
  }

  private String closed(String name) {
    String sentence = changes.closed(name);
    changes.tried().remove(name);
    return sentence;
  }

  private void noteUnfit(String name, int times) {
    if (times == 2 && changes.hosts().network(name).isPresent()) {
      changes.repository().trouble(name).ifPresent(why -> changes.noteFault(name, why));
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
