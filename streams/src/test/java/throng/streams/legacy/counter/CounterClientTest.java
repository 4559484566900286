package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.legacy.Loopback;
import throng.streams.memory.MemoryBudget;
import throng.streams.settings.Backoff;

class CounterClientTest {
  private static final CounterClientSettings PATIENT = settings(Duration.ofSeconds(30));
  private static final CounterClientSettings HASTY = settings(Duration.ofSeconds(1));

  private final Loopback loopback = new Loopback();
  private ServerSocket server;

  /** What the test's server does with its one connection. */
  private interface Script {
    void play(CounterPeer peer) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    loopback.close();
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void bringsEachFrameItsMap(Transfer transfer) throws Exception {
    CompletableFuture<Void> served =
        serve(
            transfer,
            peer -> {
              for (int i = 0; i < 4; i++) {
                float size = peer.readPicture().length;
                peer.sendMap(16, 16 + i, filled(16 * (16 + i), size));
              }
            });

    List<LinkEvent> events =
        connect(transfer, PATIENT, frames(1000, 1024, 5000, 70_000))
            .runWith(Sink.seq(), loopback.system())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);

    served.get(30, TimeUnit.SECONDS);
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            LinkEvent.Connected.class,
            connected -> assertThat(connected.welcome().window()).isEqualTo(1));
    assertThat(events).hasSize(5);
    assertThat(events.subList(1, 5))
        .map(CounterClientTest::map)
        .satisfiesExactly(
            map -> assertThat(map.count()).isEqualTo(16 * 16 * 1000.0),
            map -> assertThat(map.columns()).isEqualTo(17),
            map -> assertThat(map.sequence()).isEqualTo(12),
            map -> assertThat(map.capturedNanos()).isEqualTo(103));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 5, 6, BAD_INPUT",
    "0, 0, 0, BAD_INPUT",
    "0, 5, 6, BAD_INPUT",
    "-120, 5, 6, BAD_INPUT",
    "many, 5, 6, BAD_INPUT",
    "120, -5, -6, BAD_INPUT",
    "121, 5, 6, BAD_INPUT",
    "9000000000, 50000, 45000, TOO_LARGE",
    "16, 2147483648, 2147483650, TOO_LARGE"
  })
  void failsInWordsOnAWrongLength(String length, String rows, String columns, Reason reason)
      throws Exception {
    serve(
        Transfer.PIPELINED,
        peer -> {
          peer.readPicture();
          peer.raw(
              CounterPeer.field(length) + CounterPeer.field(rows) + CounterPeer.field(columns));
          peer.readByte();
        });

    LegacyException broken = failure(Transfer.PIPELINED, PATIENT);

    assertThat(broken.reason()).isEqualTo(reason);
    assertThat(broken).hasMessageContaining("density map");
  }

  @Test
  void failsInWordsWhenTheServerHangsUpWithoutAnAnswer() throws Exception {
    serve(Transfer.PIPELINED, CounterPeer::readPicture);

    assertThat(failure(Transfer.PIPELINED, PATIENT))
        .hasMessage("The server hung up instead of answering.");
  }

  @Test
  void failsInWordsWhenTheServerHangsUpInTheMiddle() throws Exception {
    serve(
        Transfer.PIPELINED,
        peer -> {
          peer.readPicture();
          peer.raw(
              CounterPeer.field("120") + CounterPeer.field("5") + CounterPeer.field("6") + "half");
        });

    assertThat(failure(Transfer.PIPELINED, PATIENT))
        .hasMessage("The server hung up after 4 of 120 bytes of a message.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2050, 5000})
  void saysWhichProtocolAServerSpeaksThatConfirmsBlocks(int picture) throws Exception {
    serve(
        Transfer.STOP_AND_WAIT,
        peer -> {
          peer.readPicture();
          peer.sendMap(30, 40, filled(30 * 40, 1));
        });

    assertThat(failure(Transfer.PIPELINED, PATIENT, frames(picture).concat(Source.maybe())))
        .hasMessageContaining("say legacy+wait:// in place of legacy://");
  }

  @Test
  void saysWhichProtocolAServerSpeaksThatWaitsInTheMiddleOfItsMap() throws Exception {
    serve(
        Transfer.STOP_AND_WAIT,
        peer -> {
          peer.readPicture();
          peer.sendMap(30, 40, filled(30 * 40, 1));
        });

    assertThat(failure(Transfer.PIPELINED, HASTY, frames(100).concat(Source.maybe())))
        .hasMessageContaining("say legacy+wait:// in place of legacy://");
  }

  @Test
  void saysWhichProtocolAServerSpeaksThatConfirmsNothing() throws Exception {
    serve(Transfer.PIPELINED, CounterPeer::readPicture);

    assertThat(failure(Transfer.STOP_AND_WAIT, HASTY))
        .hasMessageContaining("say legacy:// in place of legacy+wait://");
  }

  @ParameterizedTest
  @CsvSource({"PIPELINED, IDLE", "STOP_AND_WAIT, TOO_SLOW"})
  void failsInWordsWhenTheServerFallsSilent(Transfer transfer, Reason reason) throws Exception {
    serve(
        transfer,
        peer -> {
          while (peer.readByte() >= 0) {}
        });

    assertThat(failure(transfer, HASTY).reason()).isEqualTo(reason);
  }

  @Test
  void failsInWordsOnBytesThatAnswerNoPicture() throws Exception {
    serve(
        Transfer.PIPELINED,
        peer -> {
          peer.raw("hello");
          peer.readByte();
        });

    assertThat(failure(Transfer.PIPELINED, PATIENT, Source.maybe()))
        .hasMessage("The server sent bytes that answer no picture.");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -2, 2e9f})
  void skipsAFrameWhoseMapIsNoCountOfPeople(float cell) throws Exception {
    serve(
        Transfer.PIPELINED,
        peer -> {
          peer.readPicture();
          peer.sendMap(1, 2, new float[] {0, cell});
        });

    List<LinkEvent> events =
        connect(Transfer.PIPELINED, PATIENT, frames(10))
            .runWith(Sink.seq(), loopback.system())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);

    assertThat(((LinkEvent.Answered) events.get(1)).reply())
        .isInstanceOfSatisfying(
            Skipped.class,
            skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.MODEL_FAILED));
  }

  @Test
  void saysNothingOfAConnectionThatIsRefused() throws Exception {
    server.close();

    TestSubscriber.Probe<LinkEvent> events =
        connect(Transfer.PIPELINED, PATIENT, frames(10))
            .runWith(TestSink.create(loopback.system()), loopback.system());

    events.ensureSubscription();
    events.request(1);
    events.expectError();
  }

  @Test
  void asksForNoFrameBeforeTheLastOneIsAnswered() throws Exception {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    serve(
        Transfer.PIPELINED,
        peer -> {
          for (int i = 0; i < 2; i++) {
            peer.readPicture();
            answer.join();
            peer.sendMap(1, 1, filled(1, 1));
          }
        });
    List<Long> taken = new CopyOnWriteArrayList<>();

    CompletableFuture<List<LinkEvent>> events =
        connect(
                Transfer.PIPELINED,
                PATIENT,
                frames(10, 10)
                    .map(
                        frame -> {
                          taken.add(frame.sequence());
                          return frame;
                        }))
            .runWith(Sink.seq(), loopback.system())
            .toCompletableFuture();
    await().until(() -> taken.size() == 1);
    assertThat(events).isNotDone();
    answer.complete(null);

    assertThat(events.get(30, TimeUnit.SECONDS)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void speaksWithOurOwnServer(Transfer transfer) throws Exception {
    Flow<JpegFrame, FrameReply, NotUsed> session =
        Flow.of(JpegFrame.class)
            .map(
                frame ->
                    new DensityMap(
                        frame.sequence(),
                        0,
                        40,
                        30,
                        frame.jpeg().size(),
                        filled(1200, frame.jpeg().size() / 1200f),
                        new DensityMap.Timing(0, 0, 0, 1)));
    ExchangeLimits limits = PATIENT.limits();
    CounterServerSettings settings =
        new CounterServerSettings(
            limits,
            limits,
            1_000_000,
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), 0.2),
            Duration.ofSeconds(1));
    InetSocketAddress ours =
        loopback.serve(
            remote ->
                CounterServer.create(
                    settings,
                    transfer,
                    Flow.create(),
                    session,
                    MemoryBudget.unlimited(),
                    () -> {},
                    broken -> {}));

    List<LinkEvent> events =
        connect(ours, transfer, PATIENT, frames(1200, 2400))
            .runWith(Sink.seq(), loopback.system())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);

    assertThat(map(events.get(1)).count()).isEqualTo(1200);
    assertThat(map(events.get(2)).count()).isEqualTo(2400);
  }

  private LegacyException failure(Transfer transfer, CounterClientSettings settings)
      throws Exception {
    return failure(transfer, settings, frames(5000).concat(Source.maybe()));
  }

  private LegacyException failure(
      Transfer transfer, CounterClientSettings settings, Source<JpegFrame, ?> frames)
      throws Exception {
    return (LegacyException)
        connect(transfer, settings, frames)
            .runWith(Sink.ignore(), loopback.system())
            .handle((done, failure) -> failure)
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  private Source<LinkEvent, ?> connect(
      Transfer transfer, CounterClientSettings settings, Source<JpegFrame, ?> frames) {
    return connect(
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
        transfer,
        settings,
        frames);
  }

  private Source<LinkEvent, ?> connect(
      InetSocketAddress address,
      Transfer transfer,
      CounterClientSettings settings,
      Source<JpegFrame, ?> frames) {
    Flow<ByteString, ByteString, ?> tcp =
        Tcp.get(loopback.system()).outgoingConnection(address.getHostString(), address.getPort());
    return frames.viaMat(
        CounterClient.create("here", transfer, settings, () -> {}).join(tcp), Keep.left());
  }

  private CompletableFuture<Void> serve(Transfer transfer, Script script) {
    return CompletableFuture.runAsync(
        () -> {
          try (CounterPeer peer = new CounterPeer(server.accept(), transfer)) {
            script.play(peer);
          } catch (IOException broken) {
            throw new IllegalStateException(broken);
          }
        });
  }

  private static Source<JpegFrame, NotUsed> frames(int... sizes) {
    return Source.from(
        IntStream.range(0, sizes.length)
            .mapToObj(
                i -> JpegFrame.of(10 + i, 100 + i, 0, 0, ByteString.fromArray(new byte[sizes[i]])))
            .toList());
  }

  private static float[] filled(int cells, float value) {
    float[] values = new float[cells];
    Arrays.fill(values, value);
    return values;
  }

  private static DensityMap map(LinkEvent event) {
    return (DensityMap) ((LinkEvent.Answered) event).reply();
  }

  private static CounterClientSettings settings(Duration limit) {
    return new CounterClientSettings(
        new ExchangeLimits(limit, limit, limit, 64_000), 16 << 20, 16_000_000, 64 << 20);
  }
}
