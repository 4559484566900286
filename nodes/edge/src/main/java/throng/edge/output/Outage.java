package throng.edge.output;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an output takes nothing: told once when it begins, and once when it ends. One
 * thread at a time.
 */
final class Outage {
  private final Retry retry;
  private final ViewListener listener;
  private @Nullable Instant tried;
  private long missing;

  /**
   * When what failed is tried again.
   *
   * @param after so long; zero: with whatever comes next
   */
  record Retry(Duration after, InstantSource clock) {
    /** With whatever comes next. */
    static final Retry AT_ONCE = new Retry(Duration.ZERO, InstantSource.system());
  }

  /** No outage yet. */
  Outage(Retry retry, ViewListener listener) {
    this.retry = retry;
    this.listener = listener;
  }

  /** Whether the output is to be tried: it takes what comes, or has rested for long enough. */
  boolean mayTry() {
    Instant last = tried;
    if (last == null) {
      return true;
    }
    Instant now = retry.clock().instant();
    // A clock that was set back must not make a rest of hours.
    return now.isBefore(last) || !now.isBefore(last.plus(retry.after()));
  }

  /** The output was tried, and failed. */
  void failed(IOException why) {
    boolean isFirst = tried == null;
    tried = retry.clock().instant();
    if (isFirst) {
      listener.failed(why);
    }
  }

  /** So many outcomes are not in the output. */
  void missed(long outcomes) {
    missing += outcomes;
  }

  /** The output was tried, and took what it was given. */
  void over() {
    if (tried != null) {
      tried = null;
      listener.goesOn(missing);
      missing = 0;
    }
  }

  /** Nothing comes any more. */
  void close() {
    if (tried != null || missing > 0) {
      listener.lacks(missing);
      tried = null;
      missing = 0;
    }
  }
}
