package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import throng.streams.settings.Backoff;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.Peer;
import throng.streams.tcp.PeerNetwork;

class WrongTokensTest {
  private static final Backoff PAUSE =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), 0);

  private long now = 1_000;
  private final WrongTokens tokens =
      new WrongTokens(new WrongTokenSettings(PAUSE, 16, Duration.ofMinutes(10), 3), () -> now);

  @Test
  void whoWaitsNeverTakesMoreThanAQuarterOfThePlacesInWhichOthersComeIn() {
    assertThat(settings("").maxWaiting()).isEqualTo(16);
    assertThat(settings("listener.max-unadmitted = 10").maxWaiting()).isEqualTo(2);
    assertThat(settings("listener.max-unadmitted = 1").maxWaiting()).isEqualTo(1);
    assertThat(settings("session.wrong-token.max-waiting = 16").maxWaiting()).isEqualTo(16);

    assertThatThrownBy(() -> settings("session.wrong-token.max-waiting = 17"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "String: 1: throng.gpu-node.session.wrong-token.max-waiting must be auto, or at most"
                + " 16, a quarter of listener.max-unadmitted (64), and is 17. Its default is"
                + " \"auto\".");
  }

  private static WrongTokenSettings settings(String varied) {
    Config config =
        ConfigFactory.parseString("throng.gpu-node { " + varied + " }")
            .withFallback(ConfigFactory.load());
    return SessionSettings.from(Block.of("throng.gpu-node", config), Optional.empty()).wrongToken();
  }

  @Test
  void eachFurtherTokenAfterAFailureWaitsLongerUpToTenSeconds() {
    List<Long> millis = Stream.generate(() -> failed("10.0.0.1").toMillis()).limit(10).toList();

    assertThat(millis)
        .containsExactly(0L, 250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
  }

  @Test
  void aTokenThatIsNotWrongMakesNoDifference() {
    failed("10.0.0.1");

    assertThat(pause("10.0.0.1")).isEqualTo(PAUSE.min());
    assertThat(pause("10.0.0.1")).isEqualTo(PAUSE.min());
  }

  @Test
  void othersAreUnaffected() {
    failed("10.0.0.1");
    failed("10.0.0.1");

    assertThat(failed("10.0.0.2")).isZero();
    assertThat(failed("2001:db8::1")).isZero();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    failed("2001:db8::1");

    assertThat(failed("2001:db8::ffff:2")).isPositive();
    assertThat(failed("2001:db8:0:1::1")).isZero();
  }

  @Test
  void forgetsAnAddressThatHasNotFailedForLong() {
    failed("10.0.0.1");
    failed("10.0.0.1");
    now += Duration.ofMinutes(11).toNanos();

    assertThat(failed("10.0.0.1")).isZero();
  }

  @Test
  void remembersTheAddressesThatFailedLast() {
    failed("10.0.0.1");
    failed("10.0.0.2");
    failed("10.0.0.3");
    failed("10.0.0.1");
    failed("10.0.0.4");

    assertThat(failed("10.0.0.1")).isPositive();
    assertThat(failed("10.0.0.2")).isZero();
  }

  @Test
  void oneAddressLeavesPlacesToWaitForOthers() {
    for (int i = 0; i < 4; i++) {
      assertThat(tokens.letsWait(peer("10.0.0.1", false), () -> {})).isTrue();
    }

    assertThat(tokens.letsWait(peer("10.0.0.1", false), () -> {})).isFalse();
    assertThat(tokens.letsWait(peer("10.0.0.2", false), () -> {})).isTrue();
  }

  @Test
  void whoseConnectionHasEndedWaitsNoLonger() {
    List<Integer> letGo = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      assertThat(tokens.letsWait(peer("10.0.0.1", true), () -> letGo.add(number))).isTrue();
    }

    assertThat(letGo).hasSize(99).isSorted();
  }

  @Test
  void whoHasWaitedMakesRoom() {
    Peer last = peer("10.0.0.1", false);
    for (int i = 0; i < 3; i++) {
      tokens.letsWait(peer("10.0.0.1", false), () -> {});
    }
    tokens.letsWait(last, () -> {});
    tokens.hasWaited(last);

    assertThat(tokens.letsWait(peer("10.0.0.1", false), () -> {})).isTrue();
  }

  private static Peer peer(String address, boolean isGone) {
    return new Peer() {
      @Override
      public InetSocketAddress address() {
        return new InetSocketAddress(address, 1);
      }

      @Override
      public boolean isGone() {
        return isGone;
      }
    };
  }

  /** How long a wrong token has to wait. */
  private Duration failed(String address) {
    Duration pause = pause(address);
    tokens.failed(network(address));
    return pause;
  }

  private Duration pause(String address) {
    return tokens.pause(network(address));
  }

  private static PeerNetwork network(String address) {
    return PeerNetwork.of(new InetSocketAddress(address, 1));
  }
}
