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
import throng.streams.tcp.PeerNetwork;

class PasswordHashesTest {
  @Test
  void checksAPasswordAgainstItsOwnHashOnly() {
    try (PasswordHashes hashes = new PasswordHashes()) {
      String hash = done(hashes.of(asker(1), "correct horse battery"));

      assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
      assertThat(done(hashes.check(asker(1), "correct horse battery", hash))).isTrue();
      assertThat(done(hashes.check(asker(1), "correct horse batterY", hash))).isFalse();
      assertThat(done(hashes.check(asker(1), "anything at all", ""))).isFalse();
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
      accepted.add(hashes.inTurn(asker(0), hash));
      begun.await();
      for (int i = 0; i < PasswordHashes.WAITING; i++) {
        accepted.add(hashes.inTurn(asker(i), hash));
      }

      assertThatThrownBy(() -> hashes.inTurn(asker(9), hash))
          .isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(() -> hashes.check(asker(1), "guess guess guess", ""))
          .isInstanceOf(RejectedExecutionException.class);
      end.countDown();
      assertThat(accepted).hasSize(5).allMatch(it -> done(it) == 1);
    }
  }

  private static Asker asker(int number) {
    return new Asker(new PeerNetwork("10.0.0." + number), false);
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
