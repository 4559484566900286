package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.tcp.PeerNetwork;

class FailedSignInsTest {
  private static final PeerNetwork HOME = new PeerNetwork("10.0.0.1");
  private static final PeerNetwork OTHER = new PeerNetwork("10.0.0.2");

  private final AtomicLong nanos = new AtomicLong();
  private final LetIn letIn = new LetIn();
  private final FailedSignIns failed = new FailedSignIns(nanos::get, letIn);

  @Test
  void allowsOneASecondFiveAMinuteTwentyAnHour() {
    assertThat(pauseAfterFailures(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfterFailures(4)).isGreaterThan(Duration.ofSeconds(50));
    assertThat(pauseAfterFailures(15)).isGreaterThan(Duration.ofMinutes(50));
  }

  @Test
  void othersOfTheSameAddressAreNotHeldUp() {
    pauseAfterFailures(5);

    assertThat(failed.pause(HOME, "eve")).isZero();
    assertThat(failed.pause(OTHER, "ada")).isZero();
    assertThat(failed.pause(HOME, "ada")).isPositive();
  }

  @Test
  void aSuccessForgetsWhatFailedBefore() {
    pauseAfterFailures(5);

    failed.succeeded(HOME, "ada");

    assertThat(failed.pause(HOME, "ada")).isZero();
  }

  @Test
  void aTryCountsFromItsBegin() {
    assertThat(failed.begin(HOME, "ada")).isZero();

    assertThat(failed.begin(HOME, "ada")).isEqualTo(Duration.ofSeconds(1));
    failed.notMade(HOME, "ada");
    assertThat(failed.begin(HOME, "ada")).isZero();
  }

  @Test
  void manyNamesFromOneNetworkAreTriedOnceAMinute() {
    for (int i = 0; i < 60; i++) {
      assertThat(failed.begin(HOME, "name" + i)).isZero();
    }

    assertThat(failed.pause(HOME, "ada")).isEqualTo(Duration.ofMinutes(1));
    assertThat(failed.pause(OTHER, "ada")).isZero();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(failed.begin(HOME, "ada")).isZero();
    failed.succeeded(HOME, "ada");
    nanos.addAndGet(Duration.ofMinutes(60).toNanos());
    assertThat(failed.begin(HOME, "eve")).isZero();
    assertThat(failed.begin(HOME, "bob")).isZero();
  }

  @Test
  void whoWasLetInFromThereBeforeIsNotHeldUpByGuessersOfTheSameNetwork() {
    letIn.add(HOME, "ada");
    for (int i = 0; i < 60; i++) {
      failed.begin(HOME, "name" + i);
    }

    assertThat(failed.begin(HOME, "ada")).isZero();
    assertThat(failed.pause(HOME, "ada")).isEqualTo(Duration.ofSeconds(1));
    assertThat(failed.pause(HOME, "eve")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void addressesOfOneIpv6NetworkAreOne() throws UnknownHostException {
    failed.begin(PeerNetwork.of(InetAddress.getByName("2001:db8:0:1::1")), "ada");

    assertThat(failed.pause(PeerNetwork.of(InetAddress.getByName("2001:db8:0:1:9::7")), "ada"))
        .isPositive();
  }

  private Duration pauseAfterFailures(int times) {
    for (int i = 0; i < times; i++) {
      nanos.addAndGet(failed.pause(HOME, "ada").toNanos());
      failed.begin(HOME, "ada");
    }
    return failed.pause(HOME, "ada");
  }
}
