package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import throng.streams.settings.SettingsException;
import throng.streams.wire.WireException.Kind;

class WireLimitsTest {
  @Test
  void readsTheDefaultsOfBothSides() {
    assertThat(TestLimits.NODE)
        .isEqualTo(
            new WireLimits(
                16 << 20,
                64 << 20,
                16_000_000,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                64_000,
                1_000,
                Duration.ofSeconds(15),
                Duration.ofSeconds(1)));
    assertThat(TestLimits.EDGE.maxMapCells()).isEqualTo(4 << 20);
    assertThat(TestLimits.EDGE.maxFrameBytes()).isZero();
  }

  @Test
  void takesSmallerMapsWhereTheHeapIsSmall() {
    assertThat(WireLimits.automaticCells(4L << 30)).isEqualTo(4 << 20);
    assertThat(WireLimits.automaticCells(256L << 20)).isBetween(1 << 20, 3 << 19);
    assertThat(
            TestLimits.limits("throng.edge-node.limits", "max-map-cells = 500000000").maxMapCells())
        .isEqualTo(500_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "max-frame-size = 0, max-frame-size",
    "max-frame-size = 2 GiB, max-frame-size",
    "'max-frame-size = 2 MiB, discard-limit = 1 MiB', discard-limit",
    "max-pixels = -1, max-pixels",
    "max-pixels = many, max-pixels",
    "silence-timeout = 5s, silence-timeout",
    "linger = 0s, linger",
    "handshake-timeout = soon, handshake-timeout"
  })
  void refusesValuesOutOfRangeAndNamesTheKey(String changed, String key) {
    assertThatThrownBy(() -> TestLimits.limits("throng.gpu-node.limits", changed))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }

  @Test
  void throwsFourTimesTheLargestFrameAwayWhereNothingElseIsSaid() {
    WireLimits limits =
        TestLimits.limits("throng.gpu-node.limits", "max-frame-size = 3 MiB, memory = 20 MiB");

    assertThat(limits.maxFrameBytes()).isEqualTo(3 << 20);
    assertThat(limits.discardLimit()).isEqualTo(12 << 20);
  }

  @Test
  void takesNoLargerFramesThanTheLimitThatWasSetForThoseThatAreThrownAway() {
    WireLimits limits =
        TestLimits.limits("throng.gpu-node.limits", "discard-limit = 1 MiB, memory = 20 MiB");

    assertThat(limits.maxFrameBytes()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void answersEachFaultWithItsSentenceOrNotAtAll(Kind kind) {
    WireException broken = new WireException(kind, "What was wrong");
    // Where TLS itself fails there is nothing that a sentence could be said by.
    boolean isReachable = !EnumSet.of(Kind.WRITE_STALLED, Kind.TRUNCATED, Kind.TLS).contains(kind);

    Optional<Message> before = broken.farewell(false);
    Optional<Message> after = broken.farewell(true);

    assertThat(before.isPresent()).isEqualTo(isReachable);
    assertThat(after.isPresent()).isEqualTo(isReachable);
    before.ifPresent(
        last -> assertThat(((Message.Refused) last).sentence()).isEqualTo("What was wrong"));
    after.ifPresent(
        last -> assertThat(((Message.Goodbye) last).sentence()).isEqualTo("What was wrong"));
  }
}
