package throng.gpu.web.site;

import akka.http.javadsl.model.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import throng.gpu.web.http.Problem;

/** Of what is laborious only so much at once; more is refused with 429. Any thread may use it. */
final class AtOnce {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore room;
  private final String refusal;

  /**
   * @param most at the same time
   * @param refusal what a further one is told
   */
  AtOnce(int most, String refusal) {
    this.room = new Semaphore(most);
    this.refusal = refusal;
  }

  /**
   * Does it; its place is free again once it is answered, or where it cannot begin.
   *
   * @throws Problem where there is no room
   */
  CompletionStage<HttpResponse> run(Supplier<CompletionStage<HttpResponse>> begin) {
    if (!room.tryAcquire()) {
      throw Problem.later(429, refusal, SOON);
    }
    try {
      return begin.get().whenComplete((done, failure) -> room.release());
    } catch (RuntimeException refused) {
      room.release();
      throw refused;
    }
  }
}
