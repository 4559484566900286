package throng.gpu.web.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.http.javadsl.model.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import throng.gpu.web.http.Problem;

/** Places for what is laborious, and that none of them is lost. */
class AtOnceTest {
  private static final HttpResponse ANSWER = HttpResponse.create();

  private final AtOnce one = new AtOnce(1, "Many are at it.");

  @Test
  void refusesWhatIsTooMuchUntilOneIsAnswered() {
    CompletableFuture<HttpResponse> first = new CompletableFuture<>();
    assertThat(one.run(() -> first)).isNotCompleted();

    assertThatThrownBy(() -> one.run(() -> CompletableFuture.completedFuture(ANSWER)))
        .isInstanceOf(Problem.class)
        .hasMessage("Many are at it.");
    first.complete(ANSWER);

    assertThat(one.run(() -> CompletableFuture.completedFuture(ANSWER)))
        .isCompletedWithValue(ANSWER);
  }

  @Test
  void givesThePlaceBackOfWhatFails() {
    assertThat(one.run(() -> CompletableFuture.failedFuture(Problem.of(400, "No."))))
        .isCompletedExceptionally();

    assertThat(one.run(() -> CompletableFuture.completedFuture(ANSWER))).isCompleted();
  }

  @Test
  void givesThePlaceBackOfWhatNoThreadTakes() {
    Edits full =
        new Edits(
            task -> {
              throw new RejectedExecutionException("64 wait");
            },
            new LastEdits(InstantSource.system()));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> one.run(() -> full.run(() -> ANSWER)))
          .isInstanceOf(RejectedExecutionException.class);
    }

    assertThat(one.run(() -> CompletableFuture.completedFuture(ANSWER))).isCompleted();
  }
}
