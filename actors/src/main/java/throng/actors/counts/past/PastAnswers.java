package throng.actors.counts.past;

import akka.util.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import throng.actors.counts.History;

/** Answers other nodes from this one's own past, a few questions at a time. Any thread. */
public final class PastAnswers {
  private static final int AT_ONCE = 4;

  private final Optional<History> own;
  private final Executor blocking;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param own empty: none is kept, which is what is answered
   * @param blocking where reading may wait for a disk
   */
  public PastAnswers(Optional<History> own, Executor blocking) {
    this.own = own;
    this.blocking = blocking;
  }

  /** Never waits; fails where the question is none, or cannot be answered now. */
  public CompletionStage<ByteString> answer(ByteString question) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many questions at once"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> read(question), blocking)
          .whenComplete((answer, failure) -> places.release());
    } catch (RejectedExecutionException ending) {
      places.release();
      return CompletableFuture.failedFuture(ending);
    }
  }

  private ByteString read(ByteString bytes) {
    try {
      return answer(PastBytes.question(bytes));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private <A> ByteString answer(PastQuestion<A> question) throws IOException {
    A answer = own.isPresent() ? question.answer(own.get()) : question.together(List.of());
    return PastBytes.ofAnswer(question, answer);
  }
}
