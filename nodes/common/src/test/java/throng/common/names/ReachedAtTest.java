package throng.common.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;

class ReachedAtTest {
  @Test
  void anAddressThatWasNamedStays() {
    HostAndPort named = new HostAndPort("10.0.0.5", 7680);

    assertThat(ReachedAt.of(named)).isEqualTo(named);
  }

  @Test
  void anyAddressBecomesOneOfThisMachine() {
    HostAndPort reached = ReachedAt.of(new HostAndPort("0.0.0.0", 7680));

    assertThat(reached.port()).isEqualTo(7680);
    // A machine without a network has none, and keeps what was set.
    assertThat(reached.host()).matches("\\d+(\\.\\d+){3}");
  }
}
