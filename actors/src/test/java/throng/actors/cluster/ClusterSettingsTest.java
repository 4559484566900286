package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;

class ClusterSettingsTest {
  private static final HostAndPort LOOPBACK = new HostAndPort("127.0.0.1", 7600);
  private static final HostAndPort EVERYWHERE = new HostAndPort("0.0.0.0", 7600);

  @Test
  void isOffUnlessSeedsAreNamed() {
    ClusterSettings settings = Loads.settings("");

    assertThat(settings.isOn()).isFalse();
    assertThat(settings.reportEvery()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.silentAfter()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.redirects()).isTrue();
    assertThat(settings.rebalance())
        .isEqualTo(new ClusterSettings.Rebalance(true, 0.3, 0.15, Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.5", "10.0.0.5:0", "10.0.0.5:99999", ""})
  void refusesASeedThatIsNoPlace(String seed) {
    assertThatThrownBy(() -> Loads.settings("seeds = [\"" + seed + "\"]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.cluster.seeds must be a list of host:port");
  }

  @Test
  void refusesASilenceThatIsShorterThanTwoReports() {
    assertThatThrownBy(() -> Loads.settings("report-every = 1s, silent-after = 1999ms"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("silent-after must be at least twice report-every");
  }

  @Test
  void refusesToListenBeyondLoopbackWithoutCertificates() {
    assertThatThrownBy(
            () ->
                Loads.settings("seeds = [\"10.0.0.5:25520\"]")
                    .requireLoopbackWithoutCertificates(EVERYWHERE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("0.0.0.0:25520")
        .hasMessageContaining("gpu-node pair");
    Loads.settings("seeds = [\"10.0.0.5:25520\"]").requireLoopbackWithoutCertificates(LOOPBACK);
    Loads.settings("").requireLoopbackWithoutCertificates(EVERYWHERE);
  }

  @Test
  void refusesToBeWhereSeedsOnOtherMachinesOrTheirCamerasDoNotReachIt() {
    String far = "seeds = [\"10.0.0.5:25520\"]";
    assertThatThrownBy(() -> Loads.settings(far).requireReachable(LOOPBACK))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cluster.listen")
        .hasMessageContaining("127.0.0.1:25520")
        .hasMessageContaining("0.0.0.0:7600");
    assertThatThrownBy(
            () -> Loads.settings(far + ", listen = \"10.0.0.5:25520\"").requireReachable(LOOPBACK))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("advertise-frames");
    Loads.settings(far).requireReachable(EVERYWHERE);
    Loads.settings(far + ", advertise = \"a:1\", advertise-frames = \"b:2\"")
        .requireReachable(LOOPBACK);
    Loads.settings("seeds = [\"127.0.0.1:25520\"]").requireReachable(LOOPBACK);
  }
}
