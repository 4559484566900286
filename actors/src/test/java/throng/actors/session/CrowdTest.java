package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tcp.TurnedAway;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireCodec;

/** Many that do not say who they are, from the same address as one that does. */
class CrowdTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SLOW_HANDSHAKES = "limits.handshake-timeout = 30s";

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 40})
  void anEdgeIsWelcomeWhileOthersPushThatSendAPartOfAHelloOrNothing(int bytes) throws Exception {
    byte[] hello = WireCodec.encode(HandWrittenEdge.hello("door", 1, ""), false).toArray();
    try (ListeningNode node = node(SLOW_HANDSHAKES, Optional.empty());
        HandWrittenEdge before = node.connect().welcomed("before").keptAlive();
        Flood flood = new Flood(node.address, Arrays.copyOf(hello, bytes))) {
      flood.awaitOthersCounted(5, node::connect);

      assertThat(before.count(7)).isEqualTo(7);
      assertThat(crowdedOut(node)).isPositive();
    }
  }

  @Test
  void silentConnectionsDoNotTakeThePlacesOfSessions() throws Exception {
    List<HandWrittenEdge> silent = new ArrayList<>();
    try (ListeningNode node = node(SLOW_HANDSHAKES, Optional.empty())) {
      for (int i = 0; i < 330; i++) {
        silent.add(node.connect());
      }

      try (HandWrittenEdge edge = node.connect().welcomed("door")) {
        assertThat(edge.count(3)).isEqualTo(3);
      }
      await().untilAsserted(() -> assertThat(crowdedOut(node)).isGreaterThanOrEqualTo(330 - 64));
    }
    for (HandWrittenEdge edge : silent) {
      edge.close();
    }
  }

  @Test
  void thoseWhoWaitForTheNamesOfSilentOnesLockNobodyOut() throws Exception {
    List<HandWrittenEdge> crowd = new ArrayList<>();
    try (ListeningNode node = node("session.name-check = 5s", Optional.empty())) {
      for (int i = 0; i < 64; i++) {
        crowd.add(node.connect().welcomed("name-" + i));
      }
      // Where the machine is slower than the check, those before have the names, and none waits.
      for (int instance = 2; instance <= 5 && crowdedOut(node) == 0; instance++) {
        for (int i = 0; i < 64; i++) {
          HandWrittenEdge waits = node.connect();
          crowd.add(waits);
          waits.write(HandWrittenEdge.hello("name-" + i, instance, ""));
        }

        try (HandWrittenEdge edge = node.connect().welcomed("door")) {
          assertThat(edge.count(3)).isEqualTo(3);
        }
      }
      assertThat(crowdedOut(node)).isPositive();
    }
    for (HandWrittenEdge edge : crowd) {
      edge.close();
    }
  }

  @Test
  void oneBeyondTheMostSessionsIsToldSoInWords() throws Exception {
    try (ListeningNode node = node("session.max-sessions = 1", Optional.empty());
        HandWrittenEdge first = node.connect().welcomed("first").keptAlive();
        HandWrittenEdge second = node.connect()) {
      second.write(HandWrittenEdge.hello("second", 1, ""));

      assertThat(refused(second)).isEqualTo(RefusedCode.UNAVAILABLE);
      assertThat(first.count(3)).isEqualTo(3);
    }
  }

  @Test
  void aTokenOfAnAddressThatHasGuessedWaitsWhetherItIsRightOrWrong() throws Exception {
    String slow = "session.wrong-token.pause { min = 6s, max = 6s }";
    try (ListeningNode node = node(slow, Optional.of("secret"))) {
      guess(node);
      try (HandWrittenEdge another = node.connect();
          HandWrittenEdge right = node.connect()) {
        another.write(HandWrittenEdge.hello("door", 2, "another guess"));
        right.write(HandWrittenEdge.hello("door", 1, "secret"));
        for (HandWrittenEdge edge : List.of(another, right)) {
          edge.giveUpAfter(Duration.ofMillis(200));
          assertThat(catchThrowable(edge::read)).isInstanceOf(SocketTimeoutException.class);
          edge.giveUpAfter(PATIENCE);
        }

        assertThat(refused(another)).isEqualTo(RefusedCode.TOKEN);
        assertThat(right.read()).isInstanceOf(Message.Welcome.class);
      }
    }
  }

  @Test
  void tokensBeyondThoseThatMayWaitAreTurnedAwayAtOnce() throws Exception {
    String slow = "session.wrong-token { max-waiting = 3, pause { min = 10s, max = 10s } }";
    List<HandWrittenEdge> waiting = new ArrayList<>();
    try (ListeningNode node = node(slow, Optional.of("secret"))) {
      guess(node);
      for (int i = 0; i < 3; i++) {
        HandWrittenEdge edge = node.connect();
        waiting.add(edge);
        edge.write(HandWrittenEdge.hello("door", i, "guess " + i));
      }
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                try (HandWrittenEdge right = node.connect()) {
                  right.write(HandWrittenEdge.hello("door", 1, "secret"));
                  right.giveUpAfter(Duration.ofSeconds(3));
                  assertThat(refused(right)).isEqualTo(RefusedCode.UNAVAILABLE);
                }
              });
    }
    for (HandWrittenEdge edge : waiting) {
      edge.close();
    }
  }

  @Test
  void thoseThatWaitBecauseOfWrongTokensKeepNobodyOut() throws Exception {
    // As many may wait as there are places, as where two kinds of waiting come together.
    String slow =
        "listener.max-unadmitted = 1600, session.wrong-token.pause { min = 10s, max = 10s }";
    List<HandWrittenEdge> waiting = new ArrayList<>();
    try (ListeningNode node = node(slow, Optional.of("secret"))) {
      guess(node);

      for (int i = 0; i < 100; i++) {
        HandWrittenEdge edge = node.connect();
        waiting.add(edge);
        edge.write(HandWrittenEdge.hello("door", i, "guess " + i));
      }

      await().atMost(Duration.ofSeconds(9)).until(() -> crowdedOut(node) > 20);
    }
    for (HandWrittenEdge edge : waiting) {
      edge.close();
    }
  }

  @Test
  void theRightTokenGetsInBesideACrowdThatGuessesFromItsAddress() throws Exception {
    String slow = "session.wrong-token.pause { min = 200ms, max = 200ms }";
    List<HandWrittenEdge> guesses = new ArrayList<>();
    try (ListeningNode node = node(slow, Optional.of("secret"))) {
      for (int i = 0; i < 200; i++) {
        HandWrittenEdge guess = node.connect();
        guesses.add(guess);
        guess.write(HandWrittenEdge.hello("door", i, "guess " + i));
        guess.halfClose();
      }

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                try (HandWrittenEdge right = node.connect()) {
                  right.giveUpAfter(Duration.ofSeconds(5));
                  right.write(HandWrittenEdge.hello("door", 1, "secret"));
                  return right.read() instanceof Message.Welcome;
                }
              });
    }
    for (HandWrittenEdge guess : guesses) {
      guess.close();
    }
  }

  /** The first wrong token of an address, which is refused at once. */
  private static void guess(ListeningNode node) throws IOException {
    try (HandWrittenEdge guess = node.connect()) {
      guess.write(HandWrittenEdge.hello("door", 1, "guess"));
      assertThat(refused(guess)).isEqualTo(RefusedCode.TOKEN);
    }
  }

  private static long crowdedOut(ListeningNode node) {
    return node.node.statistics.snapshot().turnedAway(TurnedAway.CROWDED_OUT);
  }

  private static ListeningNode node(String settings, Optional<String> token) throws Exception {
    return new ListeningNode(new FakeModel(1, true), settings, token);
  }

  private static RefusedCode refused(HandWrittenEdge edge) throws IOException {
    return ((Message.Refused) Objects.requireNonNull(edge.read())).code();
  }
}
