package throng.streams.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FutureFailureTest {
  private final IllegalStateException itself = new IllegalStateException("full");

  @Test
  void isTheSameWhicheverStageItIsSeenAt() {
    assertThat(FutureFailure.cause(itself)).isSameAs(itself);
    assertThat(FutureFailure.cause(new CompletionException(itself))).isSameAs(itself);
  }

  @Test
  void leavesAWrapperThatWrapsNothing() {
    CompletionException empty = new CompletionException("empty", null);

    assertThat(FutureFailure.cause(empty)).isSameAs(empty);
  }
}
