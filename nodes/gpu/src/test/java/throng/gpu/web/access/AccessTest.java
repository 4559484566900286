package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.tcp.PeerNetwork;

/** Those who guess at once keep nobody out, and gain nothing by it. */
class AccessTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HASH = Accounts.hash(PASSWORD);
  private static final PeerNetwork HOME = new PeerNetwork("10.0.0.1");
  private static final PeerNetwork ELSEWHERE = new PeerNetwork("192.0.2.7");

  private final Accounts accounts = Accounts.open(Optional.empty());
  private final Access access = new Access(accounts, Duration.ofHours(24), () -> 0, Runnable::run);

  @AfterEach
  void close() {
    access.close();
  }

  @Test
  void manyNamesFromOneAddressKeepNobodyElseOut() {
    ada();
    for (int i = 0; i < 20; i++) {
      access.byPassword("name" + i, "guess guess guess", ELSEWHERE, false);
    }

    assertThat(done(access.byPassword("ada", PASSWORD, HOME, false)))
        .isInstanceOf(Access.SignedIn.class);
  }

  @Test
  void guessesAtOnceAreNoMoreThanOneAfterAnother() {
    ada();
    List<CompletionStage<Access.Attempt>> guesses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      guesses.add(access.byPassword("ada", "guess guess guess", HOME, false));
    }

    assertThat(guesses.stream().map(AccessTest::done).filter(Access.Denied.class::isInstance))
        .hasSize(1);
    assertThat(guesses.stream().map(AccessTest::done).filter(Access.Wait.class::isInstance))
        .hasSize(4);
  }

  @Test
  void whoseCookieHoldsIsKnownAlsoAfterARestart() {
    access.cameFrom(HOME, new Principal("ada", Role.VIEWER, List.of(), false, ""));
    ada();
    for (int i = 0; i < 4; i++) {
      access.byPassword("name" + i, "guess guess guess", new PeerNetwork("192.0.2." + i), false);
    }
    access.byPassword("name", "guess guess guess", ELSEWHERE, false);

    assertThat(done(access.byPassword("ada", PASSWORD, HOME, false)))
        .isInstanceOf(Access.SignedIn.class);
  }

  @Test
  void aBrowserIsSignedInAtTwoNodesOfOneHost(@TempDir Path one, @TempDir Path other) {
    List<Access> nodes = new ArrayList<>();
    List<String> cookies = new ArrayList<>();
    for (Path folder : List.of(one, other)) {
      Accounts its = Accounts.open(Optional.of(folder));
      its.add("ada", Role.VIEWER, List.of());
      its.setHash("ada", HASH);
      Access node = new Access(its, Duration.ofHours(24), System::nanoTime, Runnable::run);
      var in = (Access.SignedIn) done(node.byPassword("ada", PASSWORD, HOME, false));
      cookies.add(in.cookie().value().split(";")[0]);
      nodes.add(node);
    }
    HttpRequest request =
        HttpRequest.create().addHeader(RawHeader.create("Cookie", String.join("; ", cookies)));

    for (Access node : nodes) {
      assertThat(node.of(request)).get().extracting(Principal::name).isEqualTo("ada");
      node.close();
    }
  }

  @Test
  void whatAProxyAsksForHidesNoCookie() {
    ada();
    Access.SignedIn in = (Access.SignedIn) done(access.byPassword("ada", PASSWORD, HOME, false));

    HttpRequest request =
        HttpRequest.create()
            .addHeader(RawHeader.create("Authorization", "Basic eA=="))
            .addHeader(RawHeader.create("Cookie", in.cookie().value().split(";")[0]));

    assertThat(access.of(request)).get().extracting(Principal::name).isEqualTo("ada");
  }

  @Test
  void whoIsOnlyLookedAtAgainDoesNotStaySignedIn() {
    ada();
    try (Access brief = new Access(accounts, Duration.ofSeconds(3), () -> 0, Runnable::run)) {
      Access.SignedIn in = (Access.SignedIn) done(brief.byPassword("ada", PASSWORD, HOME, false));
      HttpRequest request =
          HttpRequest.create()
              .addHeader(RawHeader.create("Cookie", in.cookie().value().split(";")[0]));
      Principal who = brief.of(request).orElseThrow();

      await().atMost(Duration.ofSeconds(30)).until(() -> brief.again(who).isEmpty());
    }
  }

  private void ada() {
    accounts.add("ada", Role.VIEWER, List.of());
    accounts.setHash("ada", HASH);
  }

  private static Access.Attempt done(CompletionStage<Access.Attempt> attempt) {
    return attempt.toCompletableFuture().join();
  }
}
