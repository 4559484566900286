package throng.actors.counts.past;

import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Answers other nodes' questions where that may wait, a few of one kind at a time, in the order in
 * which they come. Any thread.
 */
public final class FewAtOnce {
  private static final int AT_ONCE = 4;

  /** Pages ask each node for a few things at once, and several of them may at one time. */
  private static final int MOST_WAITING = 32;

  private final Executor blocking;
  private final Duration patience;
  private final UnaryOperator<ByteString> answer;

  // Guarded by this.
  private final Queue<Asked> waiting = new ArrayDeque<>();
  private int answering;

  private record Asked(ByteString question, CompletableFuture<ByteString> answer) {}

  /**
   * Where no question waits for its turn, since who asks does so again by itself.
   *
   * @param blocking where answering may wait for a disk
   * @param answer to a question; throws where it is none, or cannot be answered now
   */
  public FewAtOnce(Executor blocking, UnaryOperator<ByteString> answer) {
    this(blocking, Duration.ZERO, answer);
  }

  /**
   * The same where they may wait.
   *
   * @param patience for so long, after which nobody waits for the answer any more
   */
  public FewAtOnce(Executor blocking, Duration patience, UnaryOperator<ByteString> answer) {
    this.blocking = blocking;
    this.patience = patience;
    this.answer = answer;
  }

  /** Never waits; fails where too many are asked at once, or the answer does, or is too late. */
  public CompletionStage<ByteString> answer(ByteString question) {
    Asked asked = new Asked(question, new CompletableFuture<>());
    if (!add(asked)) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many questions at once"));
    }
    next();
    if (isWaiting(asked)) {
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> giveUp(asked));
    }
    return asked.answer();
  }

  private synchronized boolean add(Asked asked) {
    int most = AT_ONCE + (patience.isZero() ? 0 : MOST_WAITING);
    return answering + waiting.size() < most && waiting.add(asked);
  }

  private synchronized boolean isWaiting(Asked asked) {
    return waiting.contains(asked);
  }

  private void giveUp(Asked asked) {
    if (leave(asked)) {
      asked
          .answer()
          .completeExceptionally(new TimeoutException("Too many questions for " + patience));
    }
  }

  private synchronized boolean leave(Asked asked) {
    return waiting.remove(asked);
  }

  private void next() {
    take().ifPresent(this::begin);
  }

  private synchronized Optional<Asked> take() {
    if (answering == AT_ONCE || waiting.isEmpty()) {
      return Optional.empty();
    }
    answering++;
    return Optional.of(waiting.remove());
  }

  private void begin(Asked asked) {
    CompletableFuture<ByteString> answered = asked.answer();
    try {
      var unused =
          answered
              .completeAsync(() -> answer.apply(asked.question()), blocking)
              .whenComplete((any, failure) -> ended());
    } catch (RejectedExecutionException ending) {
      answered.completeExceptionally(ending);
      ended();
    }
  }

  private void ended() {
    synchronized (this) {
      answering--;
    }
    next();
  }
}
