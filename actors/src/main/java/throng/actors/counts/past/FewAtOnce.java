package throng.actors.counts.past;

import akka.util.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** Answers other nodes' questions where that may wait, a few of one kind at a time. Any thread. */
public final class FewAtOnce {
  private static final int AT_ONCE = 4;

  private final Executor blocking;
  private final UnaryOperator<ByteString> answer;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param blocking where answering may wait for a disk
   * @param answer to a question; throws where it is none, or cannot be answered now
   */
  public FewAtOnce(Executor blocking, UnaryOperator<ByteString> answer) {
    this.blocking = blocking;
    this.answer = answer;
  }

  /** Never waits; fails where too many are asked at once, or the answer does. */
  public CompletionStage<ByteString> answer(ByteString question) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many questions at once"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> answer.apply(question), blocking)
          .whenComplete((answered, failure) -> places.release());
    } catch (RejectedExecutionException ending) {
      places.release();
      return CompletableFuture.failedFuture(ending);
    }
  }
}
