package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.Loopback;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

class CounterSessionTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 4711);

  private final Loopback loopback = new Loopback();
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loopback.close();
  }

  @Test
  void introducesTheClientWithItsFirstPicturesSizeAndTellsOfAnother() throws Exception {
    List<FrameReply> replies =
        run(CounterSessionTest::answers, jpeg(640, 480), jpeg(640, 480), jpeg(320, 240))
            .get(30, TimeUnit.SECONDS);

    assertThat(replies).extracting(FrameReply::sequence).containsExactly(0L, 1L, 2L);
    assertThat(messages).hasSize(5);
    assertThat(messages.get(0))
        .isInstanceOfSatisfying(
            Message.Hello.class,
            hello -> {
              assertThat(hello.camera()).hasToString("counter/127.0.0.1-4711");
              assertThat(hello.mode()).isEqualTo(Mode.LOSSLESS);
              assertThat(hello.width()).isEqualTo(640);
              assertThat(hello.height()).isEqualTo(480);
            });
    assertThat(messages.get(3)).isEqualTo(new Message.SizeChanged(320, 240));
  }

  @Test
  void passesOnWhatIsNoPicture() throws Exception {
    assertThat(run(CounterSessionTest::answers, ByteString.fromString("no picture")).get())
        .hasSize(1);
  }

  @Test
  void failsInWordsWhenTheNodeRefuses() {
    CompletableFuture<List<FrameReply>> replies =
        run(
            message -> List.of(new Message.Refused(RefusedCode.TOKEN, "A token is needed.")),
            jpeg(640, 480));

    assertThat(replies)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(LegacyException.class)
        .withMessageContaining("A token is needed.");
  }

  @Test
  void namesACameraAfterAnyAddress() throws Exception {
    InetSocketAddress six = new InetSocketAddress("fe80::1:2:3:4%1", 65535);

    assertThat(CounterHello.camera(six).camera()).endsWith("-65535").doesNotContain(":");
  }

  private CompletableFuture<List<FrameReply>> run(
      java.util.function.Function<Message, List<Message>> node, ByteString... jpegs) {
    Flow<Message, Message, NotUsed> session =
        Flow.of(Message.class)
            .mapConcat(
                message -> {
                  messages.add(message);
                  return node.apply(message);
                });
    return Source.from(List.of(jpegs))
        .zipWithIndex()
        .map(pair -> JpegFrame.of((Long) pair.second(), 0, 0, 0, pair.first()))
        .via(CounterSession.create(CLIENT, session))
        .runWith(Sink.seq(), loopback.system())
        .toCompletableFuture();
  }

  private static List<Message> answers(Message message) {
    if (message instanceof Message.Hello) {
      return List.of(new Message.Welcome(1, 1, 2, 1, 1, false, "model", "1"));
    }
    return message instanceof Message.Frame frame
        ? List.of(
            new Message.Reply(
                new Skipped(frame.frame().sequence(), SkipReason.MODEL_FAILED, "Tested.")))
        : List.of();
  }

  /** The beginning of a JPEG, up to its size. */
  private static ByteString jpeg(int width, int height) {
    return ByteString.fromArray(
        HexFormat.of().parseHex("ffd8ffc0001108%04x%04x03".formatted(height, width)));
  }
}
