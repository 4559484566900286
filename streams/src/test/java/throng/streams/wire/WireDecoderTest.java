package throng.streams.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.PeopleCount;
import throng.streams.wire.WireException.Kind;

class WireDecoderTest {
  private static final ByteString HELLO = example("hello");
  private static final ByteString WELCOME = example("welcome");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void findsTheSameMessagesHoweverTheBytesAreCut() {
    ByteString bytes = HELLO;
    SplittableRandom random = new SplittableRandom(5);
    ByteString frames = ByteString.emptyByteString();
    for (int i = 0; i < 20; i++) {
      frames = frames.concat(frame(i, random.nextInt(3000)));
    }
    List<String> whole = describe(cut(bytes, frames, Integer.MAX_VALUE, random));

    assertThat(whole).hasSize(21);
    assertThat(describe(cut(bytes, frames, 1, random))).isEqualTo(whole);
    for (int round = 0; round < 50; round++) {
      assertThat(describe(cut(bytes, frames, 2000, random))).isEqualTo(whole);
    }
  }

  private static List<Message> cut(
      ByteString hello, ByteString rest, int most, SplittableRandom random) {
    WireDecoder decoder = WireDecoder.node(TestLimits.NODE);
    List<Message> messages = new ArrayList<>(offer(decoder, hello, 0));
    decoder.welcomed(0);
    ByteString left = rest.compact();
    while (left.nonEmpty()) {
      int size = most == Integer.MAX_VALUE ? left.size() : random.nextInt(most) + 1;
      messages.addAll(offer(decoder, left.take(size), 0));
      left = left.drop(size);
    }
    decoder.end();
    return messages;
  }

  private static List<String> describe(List<Message> messages) {
    return messages.stream().map(Message::toString).toList();
  }

  @Test
  void countsWhatItIgnores() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    ByteString unknown = ByteString.fromInts(0, 0, 0, 3, 200, 1, 2);

    assertThat(offer(decoder, unknown.concat(unknown).compact(), 0)).isEmpty();

    assertThat(decoder.ignored()).isEqualTo(2);
    assertThat(decoder.ignored()).isZero();
  }

  @Test
  void throwsAnOversizedFrameAwayAndGoesOn() {
    WireDecoder decoder = welcomedNode(TestLimits.SMALL_FRAMES);
    ByteString bytes = frame(7, 1001).concat(frame(8, 1000)).compact();

    List<Message> messages = offer(decoder, bytes, 0);

    assertThat(messages.get(0)).isEqualTo(new Message.OversizedFrame(7, 70, 1001));
    assertThat(messages.get(1)).isInstanceOf(Message.Frame.class);
    assertThat(messages).hasSize(2);
  }

  @Test
  void takesNoMemoryForAnOversizedFrame() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    WireDecoder decoder = welcomedNode(TestLimits.SMALL_FRAMES);
    ByteString chunk = ByteString.fromArrayUnsafe(new byte[64 << 10]);
    offer(decoder, frame(7, 4 << 20).take(34), 0);

    long before = threads.getCurrentThreadAllocatedBytes();
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      messages.addAll(offer(decoder, chunk, 0));
    }

    assertThat(messages).containsExactly(new Message.OversizedFrame(7, 70, 4 << 20));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(256 << 10);
  }

  @Test
  void takesNoMemoryForAFrameThatIsOnlyAnnounced() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    long before = threads.getCurrentThreadAllocatedBytes();

    offer(decoder, prefix((16 << 20) + 30, WireFormat.FRAME), 0);
    offer(decoder, ByteString.fromInts(1, 2, 3), 0);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2 << 20);
  }

  @Test
  void refusesAFrameThatIsNotEvenThrownAway() {
    WireDecoder decoder = welcomedNode(TestLimits.SMALL_FRAMES);

    assertBroken(Kind.FRAME_TOO_LARGE, decoder, prefix((4 << 20) + 31, WireFormat.FRAME));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesALengthOfZeroOrBelowBeforeItsTypeComes(int length) {
    ByteString four = prefix(length, 0).take(4);

    assertBroken(Kind.BAD_LENGTH, WireDecoder.node(TestLimits.NODE), four);
    assertBroken(Kind.BAD_LENGTH, welcomedNode(TestLimits.NODE), four);
    assertBroken(Kind.BAD_LENGTH, WireDecoder.edge(TestLimits.EDGE), four);
  }

  @ParameterizedTest
  @CsvSource({
    // type, before the hello, before the welcome, after it
    "1, yes, no, no",
    "2, no, no, no",
    "3, no, no, no",
    "4, no, no, yes",
    "5, no, no, yes",
    "6, no, no, no",
    "7, no, no, no",
    "8, no, no, yes",
    "9, no, no, yes",
    "10, no, no, yes"
  })
  void letsTheNodeTakeOnlyWhatBelongsToTheState(
      int type, String opening, String deciding, String welcomed) {
    assertTaken(type, opening, WireDecoder.node(TestLimits.NODE));
    WireDecoder decides = WireDecoder.node(TestLimits.NODE);
    offer(decides, HELLO, 0);
    assertTaken(type, deciding, decides);
    assertTaken(type, welcomed, welcomedNode(TestLimits.NODE));
    WireDecoder ended = welcomedNode(TestLimits.NODE);
    offer(ended, example("goodbye"), 0);
    assertThat(offer(ended, prefix(20, type), 0)).isEmpty();
    assertThat(ended.hasEnded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // type, before the welcome, after it
    "1, no, no",
    "2, yes, no",
    "3, yes, no",
    "4, no, no",
    "5, no, no",
    "6, no, yes",
    "7, no, yes",
    "8, no, yes",
    "9, no, yes",
    "10, no, yes"
  })
  void letsTheEdgeTakeOnlyWhatBelongsToTheState(int type, String opening, String welcomed) {
    assertTaken(type, opening, WireDecoder.edge(TestLimits.EDGE));
    assertTaken(type, welcomed, welcomedEdge());
    WireDecoder refused = WireDecoder.edge(TestLimits.EDGE);
    offer(refused, example("refused"), 0);
    assertThat(offer(refused, prefix(20, type), 0)).isEmpty();
    assertThat(refused.hasEnded()).isTrue();
  }

  private static void assertTaken(int type, String taken, WireDecoder decoder) {
    ByteString start = prefix(20, type);
    if (taken.equals("yes")) {
      assertThat(offer(decoder, start, 0)).isEmpty();
    } else {
      assertBroken(Kind.UNEXPECTED_MESSAGE, decoder, start);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, HTTP",
    "PRI * HTTP/2.0, HTTP",
    "HTTP/1.1 400 Bad Request, HTTP",
    "SSH-2.0-OpenSSH_9.2, SSH",
    "RTSP/1.0 200 OK, RTSP",
    "'\u0016\u0003\u0001\u0002\u0000', TLS",
    "\u00ff\u00d8\u00ff\u00e0\u0000, JPEG",
    "60123           , 16 decimal characters",
    "7               , 16 decimal characters",
    "hello there, 68 65 6c 6c 6f"
  })
  void namesTheProtocolOfForeignBytes(String bytes, String name) {
    WireDecoder decoder = WireDecoder.node(TestLimits.NODE);
    ByteString padded = ByteString.fromArray((bytes + "            ").getBytes(ISO_8859_1));

    assertThatThrownBy(() -> offer(decoder, padded, 0))
        .isInstanceOfSatisfying(
            WireException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_THRONG))
        .hasMessageContaining(name);
  }

  @Test
  void refusesHalfFloatsThatTheWelcomeDidNotAnnounce() {
    WireDecoder decoder = WireDecoder.edge(TestLimits.EDGE);
    ByteString welcome = WireCodec.encode(new Message.Welcome(1, 1, 2, 1, 1, false, "", ""), false);
    offer(decoder, welcome, 0);

    assertBroken(
        Kind.BAD_MESSAGE, decoder, WireCodec.encode(new Message.Reply(WireExamples.MAP), true));
  }

  @Test
  void refusesAHelloLongerThanAnyHello() {
    assertBroken(
        Kind.BAD_LENGTH, WireDecoder.node(TestLimits.NODE), prefix(4097, WireFormat.HELLO));
  }

  @Test
  void refusesAMapAboveTheEdgesLimitBeforeItsCellsCome() {
    int cells = 4 * TestLimits.EDGE.maxMapCells();

    assertBroken(Kind.BAD_LENGTH, welcomedEdge(), prefix(4097 + cells, WireFormat.DENSITY_MAP));
  }

  @Test
  void skipsAnOptionalTypeOfALaterVersionAfterTheWelcomeAlone() {
    ByteString later = prefix(4, 200).concat(ByteString.fromString("abc"));
    WireDecoder decoder = welcomedNode(TestLimits.NODE);

    assertThat(offer(decoder, later.concat(example("ping")).compact(), 0))
        .containsExactly(new Message.Ping(5));
    assertBroken(Kind.UNEXPECTED_MESSAGE, welcomedNode(TestLimits.NODE), prefix(4, 11));
    assertBroken(Kind.NOT_THRONG, WireDecoder.node(TestLimits.NODE), later);
    assertBroken(Kind.BAD_LENGTH, welcomedNode(TestLimits.NODE), prefix(4097, 200));
  }

  @Test
  void givesAHelloTenSecondsHoweverItTrickles() {
    WireDecoder nothing = WireDecoder.node(TestLimits.NODE);
    nothing.checkTime(10 * SECOND);
    assertLate(Kind.HANDSHAKE_TIMEOUT, nothing, 10 * SECOND + 1);

    WireDecoder half = WireDecoder.node(TestLimits.NODE);
    for (int i = 0; i < 10; i++) {
      offer(half, HELLO.slice(i, i + 1), i * SECOND);
    }
    assertLate(Kind.HANDSHAKE_TIMEOUT, half, 10 * SECOND + 1);

    WireDecoder whole = WireDecoder.node(TestLimits.NODE);
    offer(whole, HELLO, 9 * SECOND);
    whole.checkTime(100 * SECOND);
  }

  @Test
  void givesAMessageTenSecondsAndItsLengthOverTheSlowestRate() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    ByteString frame = frame(1, 640_000 - WireFormat.FRAME_HEADER).compact();
    offer(decoder, frame.take(10), 0);

    for (int second = 1; second <= 20; second++) {
      offer(decoder, frame.slice(10 * second, 10 * second + 10), second * SECOND);
    }

    assertLate(Kind.TRICKLE, decoder, 20 * SECOND + 1);
  }

  @Test
  void startsEachMessagesTimeAtItsFirstByte() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    for (int second = 0; second < 100; second += 9) {
      offer(decoder, frame(second, 100).compact(), second * SECOND);
      decoder.checkTime((second + 9) * SECOND);
    }
  }

  @Test
  void callsAPeerSilentThatSendsNotAByteAfterTheWelcome() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    offer(decoder, example("ping"), 20 * SECOND);
    decoder.checkTime(35 * SECOND);

    assertLate(Kind.SILENT, decoder, 35 * SECOND + 1);
  }

  @Test
  void doesNotWaitForAPeerThatHasSaidGoodbye() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    offer(decoder, example("goodbye"), 0);

    decoder.checkTime(1000 * SECOND);
    decoder.end();
  }

  @Test
  void tellsAnEndInTheMiddleOfAMessage() {
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    offer(decoder, frame(3, 100).take(50), 0);

    assertThatThrownBy(decoder::end)
        .isInstanceOf(WireException.class)
        .hasMessageContaining("in the middle of a frame message of 130 bytes");
  }

  @Test
  void givesALargeFrameAndALargeMapBackAsTheyWere() {
    byte[] jpeg = new byte[3_000_000];
    new Random(1).nextBytes(jpeg);
    JpegFrame frame = JpegFrame.of(1, 2, 3, 4, ByteString.fromArrayUnsafe(jpeg));
    float[] cells = new float[1000 * 900];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i / 1e6f;
    }
    double count = PeopleCount.of(cells).orElseThrow();
    DensityMap map =
        new DensityMap(1, 2, 1000, 900, count, cells, new DensityMap.Timing(1, 2, 3, 4));

    Message gotFrame =
        inPieces(welcomedNode(TestLimits.NODE), WireCodec.encode(new Message.Frame(frame), false));
    Message gotMap = inPieces(welcomedEdge(), WireCodec.encode(new Message.Reply(map), false));

    assertThat(((Message.Frame) gotFrame).frame().jpeg()).isEqualTo(frame.jpeg());
    assertThat(((DensityMap) ((Message.Reply) gotMap).reply()).values()).isEqualTo(cells);
  }

  @Test
  void givesAFramesPictureInOnePieceHoweverItCame() {
    ByteString sent = frame(1, 60_000).compact();
    WireDecoder decoder = welcomedNode(TestLimits.NODE);
    List<Message> got = new ArrayList<>();
    for (ByteString left = sent; left.nonEmpty(); left = left.drop(16_384)) {
      got.addAll(offer(decoder, left.take(16_384), 0));
    }
    ByteString next = frame(2, 60_000).compact();
    decoder.offer(next.take(30_000), 0);
    decoder.offer(next.drop(30_000), 0);
    got.add(Objects.requireNonNull(decoder.poll(0)));

    assertThat(got).hasSize(2);
    for (Message message : got) {
      assertThat(((Message.Frame) message).frame().jpeg().getByteBuffers()).hasSize(1);
    }
  }

  private static Message inPieces(WireDecoder decoder, ByteString bytes) {
    List<Message> messages = new ArrayList<>();
    for (ByteString left = bytes.compact(); left.nonEmpty(); left = left.drop(100_001)) {
      messages.addAll(offer(decoder, left.take(100_001), 0));
    }
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static WireDecoder welcomedNode(WireLimits limits) {
    WireDecoder decoder = WireDecoder.node(limits);
    offer(decoder, HELLO, 0);
    decoder.welcomed(0);
    return decoder;
  }

  private static WireDecoder welcomedEdge() {
    WireDecoder decoder = WireDecoder.edge(TestLimits.EDGE);
    offer(decoder, WELCOME, 0);
    return decoder;
  }

  private static List<Message> offer(WireDecoder decoder, ByteString bytes, long now) {
    decoder.offer(bytes, now);
    List<Message> messages = new ArrayList<>();
    for (Message next = decoder.poll(now); next != null; next = decoder.poll(now)) {
      messages.add(next);
    }
    return messages;
  }

  private static void assertBroken(Kind kind, WireDecoder decoder, ByteString bytes) {
    assertThatThrownBy(() -> offer(decoder, bytes, 0))
        .isInstanceOfSatisfying(
            WireException.class, broken -> assertThat(broken.kind()).isEqualTo(kind));
  }

  private static void assertLate(Kind kind, WireDecoder decoder, long now) {
    assertThatThrownBy(() -> decoder.checkTime(now))
        .isInstanceOfSatisfying(
            WireException.class, broken -> assertThat(broken.kind()).isEqualTo(kind));
  }

  private static ByteString prefix(int length, int type) {
    return ByteString.fromArrayUnsafe(
        ByteBuffer.allocate(5).putInt(length).put((byte) type).array());
  }

  private static ByteString frame(long sequence, int jpegBytes) {
    byte[] jpeg = new byte[jpegBytes];
    Arrays.fill(jpeg, (byte) sequence);
    JpegFrame frame = JpegFrame.of(sequence, 70, 700, 0, ByteString.fromArrayUnsafe(jpeg));
    return WireCodec.encode(new Message.Frame(frame), false);
  }

  private static ByteString example(String name) {
    return WireExamples.named(name).bytes();
  }
}
