package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
  @Test
  void checksAPasswordAgainstItsOwnHashOnly() {
    try (PasswordHashes hashes = new PasswordHashes()) {
      String hash = done(hashes.of("correct horse battery"));

      assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
      assertThat(done(hashes.check("correct horse battery", hash))).isTrue();
      assertThat(done(hashes.check("correct horse batterY", hash))).isFalse();
      assertThat(done(hashes.check("anything at all", ""))).isFalse();
    }
  }

  @Test
  void oneAtATimeAndFourWaiting() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    Supplier<Integer> hash =
        () -> {
          int its = atOnce.incrementAndGet();
          begun.countDown();
          awaitQuietly(end);
          atOnce.decrementAndGet();
          return its;
        };
    try (PasswordHashes hashes = new PasswordHashes()) {
      List<CompletionStage<Integer>> accepted = new ArrayList<>();
      accepted.add(hashes.inTurn(hash));
      begun.await();
      for (int i = 0; i < PasswordHashes.WAITING; i++) {
        accepted.add(hashes.inTurn(hash));
      }

      assertThatThrownBy(() -> hashes.inTurn(hash)).isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(() -> hashes.check("guess guess guess", ""))
          .isInstanceOf(RejectedExecutionException.class);
      end.countDown();
      assertThat(accepted).hasSize(5).allMatch(it -> done(it) == 1);
    }
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
