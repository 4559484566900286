package throng.actors.counts.past;

import akka.util.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import throng.actors.counts.History;

/** Answers other nodes from this one's own past, a few questions at a time. Any thread. */
public final class PastAnswers {
  private final Optional<History> own;
  private final FewAtOnce answers;

  /**
   * @param own empty: none is kept, which is what is answered
   * @param patience how long a question may wait for its turn
   * @param blocking where reading may wait for a disk
   */
  public PastAnswers(Optional<History> own, Duration patience, Executor blocking) {
    this.own = own;
    this.answers = new FewAtOnce(blocking, patience, this::read);
  }

  /** Never waits; fails where the question is none, or cannot be answered now. */
  public CompletionStage<ByteString> answer(ByteString question) {
    return answers.answer(question);
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
