package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.AccountException;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.streams.tcp.PeerNetwork;

/** How a node that knows nobody comes to its first administrator. */
class FirstAccountTest {
  private static final String PASSWORD = "correct horse battery";

  private static final PeerNetwork HOME = new PeerNetwork("10.0.0.1");

  @TempDir Path folder = Path.of(".");
  private final AtomicLong nanos = new AtomicLong();
  private final Accounts accounts = Accounts.open(Optional.empty());
  private final Access access =
      new Access(accounts, Duration.ofHours(24), nanos::get, Runnable::run);

  @AfterEach
  void close() {
    access.close();
  }

  @Test
  void theLinkMakesAnAdministratorOnce() {
    String code = access.firstCode().orElseThrow();

    assertThat(done(access.first(code, "ada", PASSWORD, HOME, false)))
        .isInstanceOf(Access.SignedIn.class);
    assertThat(done(access.first(code, "eve", PASSWORD, HOME, false)))
        .isInstanceOf(Access.Denied.class);

    assertThat(accounts.all()).singleElement().matches(it -> it.role() == Role.ADMIN);
    assertThat(access.firstCode()).isEmpty();
  }

  @Test
  void theLinkHoldsAnHourAndThenIsAnother() {
    String code = access.firstCode().orElseThrow();

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(access.firstCode()).contains(code);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(done(access.first(code, "ada", PASSWORD, HOME, false)))
        .isInstanceOf(Access.Denied.class);
    assertThat(access.firstCode()).isPresent().get().isNotEqualTo(code);
  }

  @Test
  void aShortPasswordIsNone() {
    String code = access.firstCode().orElseThrow();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> access.first(code, "ada", "short", HOME, false))
        .isInstanceOf(AccountException.class)
        .hasMessageContaining("12 to 256 characters");
  }

  @Test
  void theLastAdministratorStays() {
    Accounts kept = Accounts.open(Optional.of(folder.resolve("state")));
    kept.add("ada", Role.ADMIN, java.util.List.of());
    kept.add("eve", Role.VIEWER, java.util.List.of());

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> kept.remove("ada"))
        .hasMessageContaining("last administrator");
    kept.remove("eve");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> kept.remove("ada"))
        .hasMessageContaining("last administrator");

    assertThat(Accounts.open(Optional.of(folder.resolve("state"))).all())
        .singleElement()
        .matches(it -> it.name().equals("ada"));
  }

  private static Access.Attempt done(CompletionStage<Access.Attempt> attempt) {
    return attempt.toCompletableFuture().join();
  }
}
