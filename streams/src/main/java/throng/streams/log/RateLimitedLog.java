package throng.streams.log;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes what a peer can provoke as often as it likes: of each kind the first at once, then one
 * line an interval with how many were left out of each kind, and the last of them.
 *
 * <p>A kind that came in the last interval is not the first again. Kinds are the program's own
 * words, never a peer's, so that there is a bounded number of them. Any thread may tell it.
 */
public final class RateLimitedLog {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final BiConsumer<String, @Nullable Throwable> line;
  private final Executor later;
  private final int atOnce;

  private final Map<String, Integer> written = new TreeMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private String last = "";
  private boolean isWaiting;

  /**
   * @param atOnce how many lines of a kind an interval begins with
   * @param later runs what it is given when the interval is over
   */
  RateLimitedLog(BiConsumer<String, @Nullable Throwable> line, int atOnce, Executor later) {
    this.line = line;
    this.atOnce = atOnce;
    this.later = later;
  }

  /** Warnings in the name of {@code owner}. */
  public static RateLimitedLog warnings(Class<?> owner) {
    return new RateLimitedLog(LoggerFactory.getLogger(owner)::warn, 1, afterInterval());
  }

  /** Errors in the name of {@code owner}. */
  public static RateLimitedLog errors(Class<?> owner) {
    return new RateLimitedLog(LoggerFactory.getLogger(owner)::error, 1, afterInterval());
  }

  /**
   * Lines for a person.
   *
   * @param line where to
   * @param atOnce how many lines of a kind an interval begins with
   */
  public static RateLimitedLog lines(Consumer<String> line, int atOnce) {
    return new RateLimitedLog((text, cause) -> line.accept(text), atOnce, afterInterval());
  }

  /** Writes the sentence, or counts it. */
  public void write(String kind, String sentence) {
    write(kind, sentence, null);
  }

  /**
   * The same with what was thrown.
   *
   * @param cause written with the sentence only, and not where that is left out
   */
  public synchronized void write(String kind, String sentence, @Nullable Throwable cause) {
    int before = written.getOrDefault(kind, 0);
    if (before < atOnce) {
      written.put(kind, before + 1);
      line.accept(sentence, cause);
    } else {
      leftOut.merge(kind, 1L, Long::sum);
      last = sentence;
    }
    if (!isWaiting) {
      isWaiting = true;
      later.execute(this::intervalIsOver);
    }
  }

  private synchronized void intervalIsOver() {
    written.clear();
    isWaiting = !leftOut.isEmpty();
    if (isWaiting) {
      line.accept(summary(), null);
      leftOut.keySet().forEach(kind -> written.put(kind, atOnce));
      leftOut.clear();
      later.execute(this::intervalIsOver);
    }
  }

  private String summary() {
    String numbers =
        leftOut.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return "Left out in the last %d s: %s; the last of them: %s"
        .formatted(INTERVAL.toSeconds(), numbers, last);
  }

  private static Executor afterInterval() {
    return CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }
}
