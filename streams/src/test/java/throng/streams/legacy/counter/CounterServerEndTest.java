package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** How clients of the remote crowd counter are hung up on, and what is told of them. */
class CounterServerEndTest extends ServedCounter {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5",
        "+5",
        "abc",
        "12a",
        "1 2",
        "1e5",
        "0",
        "99999999999999",
        "1000001",
        "9999999999999999",
        "0x10",
        "\u00001"
      })
  void closesOnAWrongLength(String length) throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(CounterPeer.field(length));

      assertThat(client.readByte()).isEqualTo(-1);
    }
    await().until(() -> ended.size() == 1);
    assertThat(ended.get(0).reason()).isIn(Reason.BAD_INPUT, Reason.TOO_LARGE);
    assertThat(frames).isEmpty();
  }

  @Test
  void tellsOfAClientThatHangsUpInTheMiddle() throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(CounterPeer.field("1000") + "half");
    }

    await().until(() -> ended.size() == 1);
    assertThat(ended.get(0))
        .hasMessage("The client hung up after 4 of 1000 bytes of a message.")
        .extracting(LegacyException::reason)
        .isEqualTo(Reason.BROKEN_OFF);
  }

  @Test
  void tellsOfAClientThatBreaksOffInTheMiddleAndOfNoOther() throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer polite = CounterPeer.connect(server, Transfer.PIPELINED)) {
      polite.sendPicture(picture(5));
      assertThat(polite.readMap().values()[0]).isEqualTo(5);
      polite.resetOnClose();
    }
    try (CounterPeer broken = CounterPeer.connect(server, Transfer.PIPELINED)) {
      broken.raw(CounterPeer.field("1000") + "half");
      broken.resetOnClose();
    }

    await().until(() -> !ended.isEmpty());
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.BROKEN_OFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "1000            half"})
  void closesOnAClientThatStopsInTheMiddle(String start) throws Exception {
    InetSocketAddress server = serve(HASTY, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.raw(start);

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.TOO_SLOW);
  }

  @Test
  void closesOnAClientThatNeverConfirms() throws Exception {
    InetSocketAddress server = serve(HASTY, Transfer.STOP_AND_WAIT, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(100));
      for (int i = 0; i < 48 + 1024; i++) {
        assertThat(client.readByte()).isNotEqualTo(-1);
      }

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.TOO_SLOW);
  }

  @Test
  void closesOnAClientThatConfirmsWhatWasNotSent() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.STOP_AND_WAIT, answering(ServedCounter::map));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(100));
      client.raw(CounterPeer.field("2048"));

      while (client.readByte() >= 0) {}
    }
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.BAD_INPUT);
  }

  @Test
  void closesOnTwoThousandClientsThatConfirmWhatWasNotSentWithoutOneReset() throws Exception {
    InetSocketAddress server =
        serve(PATIENT, Transfer.STOP_AND_WAIT, answering(ServedCounter::map));
    AtomicInteger resets = new AtomicInteger();

    ExecutorService clients = Executors.newFixedThreadPool(40);
    for (int i = 0; i < 40; i++) {
      clients.execute(() -> confirmWronglyAgainAndAgain(server, resets));
    }
    clients.shutdown();
    assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(resets).hasValue(0);
    assertThat(ended).hasSize(2_000);
  }

  private static void confirmWronglyAgainAndAgain(InetSocketAddress server, AtomicInteger resets) {
    for (int i = 0; i < 50; i++) {
      try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
        client.sendPicture(picture(100));
        if (i % 2 == 1) {
          client.readByte();
        }
        client.raw(CounterPeer.field("2048"));
        while (client.readByte() >= 0) {}
      } catch (IOException reset) {
        resets.incrementAndGet();
      }
    }
  }

  @Test
  void hangsUpOnASilentClientAfterTheIdleLimitOnly() throws Exception {
    ExchangeLimits idle =
        new ExchangeLimits(
            Duration.ofMillis(600), Duration.ofMillis(100), Duration.ofMillis(100), 64_000);
    InetSocketAddress server = serve(idle, Transfer.PIPELINED, answering(ServedCounter::map));

    long before = System.nanoTime();
    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      assertThat(client.readByte()).isEqualTo(-1);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.IDLE);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNDECODABLE", "TOO_LARGE", "MODEL_FAILED"})
  void closesWithoutAMapWhereThereIsNoCount(SkipReason reason) throws Exception {
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            answering(frame -> new Skipped(frame.sequence(), reason, "It is no picture.")));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(7));

      assertThat(client.readByte()).isEqualTo(-1);
    }
    assertThat(ended.get(0).reason()).isEqualTo(Reason.NO_COUNT);
    assertThat(ended.get(0)).hasMessageContaining("It is no picture.");
  }

  @Test
  void letsGoOfAClientThatKeepsItsSideOpen() throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer bad = CounterPeer.connect(server, Transfer.PIPELINED)) {
      bad.raw(CounterPeer.field("-1"));
      assertThat(bad.readByte()).isEqualTo(-1);

      await().atMost(Duration.ofSeconds(30)).until(() -> cannotWrite(bad));
    }
  }

  /** As a node's session does: it takes no more messages before its refusal is sent. */
  @Test
  void tellsWhyARefusedClientWasHungUpOn() throws Exception {
    Message refused = new Message.Refused(RefusedCode.TOKEN, "A token is needed.");
    Flow<Message, Message, NotUsed> session =
        Flow.of(Message.class)
            .flatMapPrefix(
                1,
                hello ->
                    Flow.<Message, Message>fromSinkAndSource(
                        Sink.cancelled(), Source.single(refused).initialDelay(A_MOMENT)))
            .mapMaterializedValue(notUsed -> NotUsed.getInstance());
    InetSocketAddress server =
        serve(
            PATIENT,
            Transfer.PIPELINED,
            CounterSession.create(new InetSocketAddress("127.0.0.1", 4711), session));

    try (CounterPeer client = CounterPeer.connect(server, Transfer.PIPELINED)) {
      client.sendPicture(picture(5));
      assertThat(client.readByte()).isEqualTo(-1);
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> !ended.isEmpty());
    assertThat(ended).extracting(LegacyException::reason).containsExactly(Reason.REFUSED);
  }

  @Test
  void servesOthersBesideABadClient() throws Exception {
    InetSocketAddress server = serve(PATIENT, Transfer.PIPELINED, answering(ServedCounter::map));

    try (CounterPeer good = CounterPeer.connect(server, Transfer.PIPELINED);
        CounterPeer bad = CounterPeer.connect(server, Transfer.PIPELINED)) {
      good.sendPicture(picture(5));
      assertThat(good.readMap().values()[0]).isEqualTo(5);
      bad.raw(CounterPeer.field("-1"));
      assertThat(bad.readByte()).isEqualTo(-1);
      good.sendPicture(picture(6));

      assertThat(good.readMap().values()[0]).isEqualTo(6);
    }
  }

  private static boolean cannotWrite(CounterPeer peer) {
    try {
      peer.raw("more");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }
}
