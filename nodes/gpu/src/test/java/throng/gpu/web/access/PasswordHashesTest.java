package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
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
  void oneAtATimeAndFourWaiting() {
    try (PasswordHashes hashes = new PasswordHashes()) {
      List<CompletionStage<Boolean>> accepted = new ArrayList<>();
      Throwable refusal = null;
      for (int i = 0; i < 64 && refusal == null; i++) {
        refusal = catchThrowable(() -> accepted.add(hashes.check("guess guess guess", "")));
      }

      assertThat(refusal).isInstanceOf(RejectedExecutionException.class);
      assertThat(accepted).hasSizeGreaterThan(PasswordHashes.WAITING);
      accepted.forEach(it -> assertThat(done(it)).isFalse());
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
