package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.legacy.Loopback;

class PortSharingTest {
  private final Loopback loopback = new Loopback();
  private final List<LegacyException> ended = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loopback.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', NOT_YET",
    "'1', NOT_YET",
    "'1234567890123456', YES",
    "'123             ', YES",
    "'123             anything', YES",
    "'123    ', NOT_YET",
    "'               1', NO",
    "' ', NO",
    "'-1              ', NO",
    "'12a', NO",
    "'1 2', NO",
    "'\u0016', TLS",
    "'1\u0016', NO",
    "'THRG', NO"
  })
  void recognisesDigitsThenSpaces(String first, Recognition expected) {
    assertThat(Recognition.of(ByteString.fromString(first))).isEqualTo(expected);
  }

  @Test
  void servesEachProtocolByItsFirstBytes() throws Exception {
    InetSocketAddress server = serve(Duration.ofSeconds(60), Duration.ofSeconds(10));

    try (CounterPeer counter = CounterPeer.connect(server, Transfer.PIPELINED);
        CounterPeer encrypted = CounterPeer.connect(server, Transfer.PIPELINED);
        CounterPeer throng = CounterPeer.connect(server, Transfer.PIPELINED)) {
      encrypted.raw(new byte[] {0x16});
      assertThat(encrypted.readByte()).isEqualTo('s');
      assertThat(encrypted.readByte()).isEqualTo(0x16);
      counter.byteByByte(CounterPeer.field("42").getBytes());
      throng.raw(new byte[] {0});

      assertThat(counter.readByte()).isEqualTo('c');
      assertThat(counter.readByte()).isEqualTo('4');
      assertThat(throng.readByte()).isEqualTo('t');
      assertThat(throng.readByte()).isEqualTo(0);
    }
  }

  @Test
  void givesAThirdProtocolToThrongWithAllItsBytes() throws Exception {
    InetSocketAddress server = serve(Duration.ofSeconds(60), Duration.ofSeconds(10));

    try (CounterPeer other = CounterPeer.connect(server, Transfer.PIPELINED)) {
      other.byteByByte("12X".getBytes());

      assertThat(other.readByte()).isEqualTo('t');
      assertThat(other.readByte()).isEqualTo('1');
      assertThat(other.readByte()).isEqualTo('2');
      assertThat(other.readByte()).isEqualTo('X');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123"})
  void closesOnAPeerThatDoesNotSayWhoItIs(String start) throws Exception {
    InetSocketAddress server = serve(Duration.ofMillis(1_500), Duration.ofMillis(100));

    try (CounterPeer silent = CounterPeer.connect(server, Transfer.PIPELINED)) {
      silent.raw(start);

      assertThat(silent.readByte()).isEqualTo(-1);
    }
    await().until(() -> ended.size() == 1);
    assertThat(ended.get(0).reason()).isEqualTo(start.isEmpty() ? Reason.IDLE : Reason.TOO_SLOW);
  }

  private InetSocketAddress serve(Duration idle, Duration header) throws Exception {
    ExchangeLimits limits = new ExchangeLimits(idle, header, header, 64_000);
    return loopback.serve(
        remote ->
            PortSharing.create(
                limits, () -> echo("c"), () -> echo("s"), () -> echo("t"), ended::add));
  }

  private static Flow<ByteString, ByteString, NotUsed> echo(String before) {
    ByteString prefix = ByteString.fromString(before);
    return Flow.of(ByteString.class)
        .statefulMapConcat(
            () -> {
              boolean[] isLater = {false};
              return bytes -> {
                ByteString first = isLater[0] ? ByteString.emptyByteString() : prefix;
                isLater[0] = true;
                return List.of(first.concat(bytes));
              };
            });
  }
}
