package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import throng.streams.legacy.LegacyException;
import throng.streams.settings.Backoff;

class LinkStateTest {
  private final LinkState link =
      new LinkState("door:6810", new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000), 0));

  @Test
  void tellsTheFirstConnectionFromLaterOnes() {
    assertThat(link.connected()).isEqualTo("Connected to door:6810.");
    link.ended(null);

    assertThat(link.connected()).isEqualTo("Connected again to door:6810.");
  }

  @Test
  void tellsAnOutageOnce() {
    assertThat(link.ended(new IOException("refused")))
        .contains("door:6810 does not answer. It is tried again until it does.");
    assertThat(link.ended(new IOException("refused"))).isEmpty();

    link.connected();

    assertThat(link.ended(null))
        .contains("The edge at door:6810 has hung up. It is tried again until it answers.");
    assertThat(link.ended(new IOException("refused"))).isEmpty();
  }

  @Test
  void saysWhatTheEdgeHasBroken() {
    link.connected();

    assertThat(
            link.ended(
                new LegacyException(
                    LegacyException.Reason.BROKEN_OFF, "A picture of 3 GiB is announced.")))
        .contains("A picture of 3 GiB is announced. Connecting again.");
  }

  @Test
  void waitsLongerAfterEachFailureUntilTheEdgeIsHeard() {
    link.ended(new IOException("refused"));
    assertThat(link.pause(0)).isEqualTo(Duration.ofMillis(100));
    link.connected();
    link.ended(null);
    assertThat(link.pause(0)).as("taken and hung up").isEqualTo(Duration.ofMillis(200));

    link.connected();
    link.heard();
    link.ended(null);

    assertThat(link.pause(0)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void knowsWhetherTheEdgeWasEverReached() {
    link.ended(new IOException("refused"));
    assertThat(link.wasEverUp()).isFalse();

    link.connected();
    assertThat(link.isUp()).isTrue();
    link.ended(null);

    assertThat(link.isUp()).isFalse();
    assertThat(link.wasEverUp()).isTrue();
  }
}
