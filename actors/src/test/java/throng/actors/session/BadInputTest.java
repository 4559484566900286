package throng.actors.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.OddJpegs;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireException.Kind;

@SuppressWarnings("NullAway.Init") // Made before each test.
class BadInputTest {
  private final FakeModel model = new FakeModel(1, true);
  private ListeningNode node;
  private HandWrittenEdge other;

  @BeforeEach
  void anotherEdgeIsConnected() throws Exception {
    begin("");
  }

  private void begin(String settings) throws Exception {
    node = new ListeningNode(model, settings, Optional.empty());
    other = node.connect().welcomed("other").keptAlive();
  }

  private void beginAnewWith(String limits) throws Exception {
    other.close();
    node.close();
    begin("limits { " + limits + " }");
  }

  @AfterEach
  void theOtherEdgeIsUndisturbed() throws Exception {
    other.frame(77, Jpegs.of(640, 480, 9));

    assertThat(((DensityMap) reply(other)).count()).isEqualTo(9);
    other.close();
    await().untilAsserted(() -> assertThat(node.node.statistics.snapshot().cameras()).isZero());
    await()
        .untilAsserted(
            () -> assertThat(node.node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(model.openPictures).hasValue(0));
    node.close();
  }

  @Test
  void skipsAFrameAboveTheByteLimit() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, ByteString.fromArray(new byte[200_000]));
      edge.frame(1, Jpegs.of(640, 480, 3));

      assertThat(((Skipped) reply(edge)).reason()).isEqualTo(SkipReason.TOO_LARGE);
      assertThat(((DensityMap) reply(edge)).count()).isEqualTo(3);
    }
    assertThat(node.node.statistics.snapshot().frames().skipped(SkipReason.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void endsAConnectionWhoseFrameIsBeyondAnySense() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      byte[] frame =
          WireCodec.encode(
                  new Message.Frame(
                      JpegFrame.of(0, 0, 0, 0, ByteString.fromArray(new byte[2_000_000]))),
                  false)
              .toArray();
      edge.write(Arrays.copyOf(frame, 100));

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.FRAME_TOO_LARGE);
    }
    assertCounted(Kind.FRAME_TOO_LARGE);
  }

  @Test
  void skipsAPictureAboveThePixelLimitWithoutDecodingIt() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(2_000, 2_000, 1));

      Skipped skipped = (Skipped) reply(edge);
      assertThat(skipped.reason()).isEqualTo(SkipReason.TOO_LARGE);
      assertThat(skipped.sentence()).contains("2000 x 2000").contains("1000000");
    }
    assertThat(model.decoded).hasValue(0);
  }

  @Test
  void skipsAPictureWithTooManyScansWithoutDecodingIt() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      ByteString progressive = OddJpegs.progressive(64, 48);
      edge.frame(0, OddJpegs.repeatLastScan(progressive, 200));

      Skipped skipped = (Skipped) reply(edge);
      assertThat(skipped.reason()).isEqualTo(SkipReason.TOO_LARGE);
      assertThat(skipped.sentence()).contains("scans").contains("64 x 48").contains("152");
    }
    assertThat(model.decoded).hasValue(0);
  }

  @Test
  void skipsAPictureWithTooManyCoefficientsWithoutDecodingIt() throws Exception {
    ByteString printed = OddJpegs.printed(64, 48);
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, OddJpegs.withSize(printed, 1_000, 1_000));

      Skipped skipped = (Skipped) reply(edge);
      assertThat(skipped.reason()).isEqualTo(SkipReason.TOO_LARGE);
      assertThat(skipped.sentence())
          .isEqualTo(
              "The picture's 4 components have several scans, for which decoding keeps 8000000"
                  + " bytes; one of 1000 x 1000 pixels may take at most 6000000 on this node.");
      assertThat(model.decoded).hasValue(0);

      // The last byte, behind the image's end, is how many people the network sees.
      edge.frame(1, OddJpegs.withSize(printed, 640, 480).concat(ByteString.fromInts(5)));
      assertThat(((DensityMap) reply(edge)).count()).isEqualTo(5);
    }
  }

  @Test
  void skipsAPictureThatHidesBehindAStuffedByteWithoutDecodingIt() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      ByteString large = OddJpegs.withSize(OddJpegs.baseline(16, 16), 32_700, 32_700);
      edge.frame(0, OddJpegs.hidden(large));

      assertThat(((Skipped) reply(edge)).reason()).isEqualTo(SkipReason.UNDECODABLE);
    }
    assertThat(model.decoded).hasValue(0);
  }

  @Test
  void skipsWhatIsNoJpeg() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, ByteString.fromString("no picture"));

      assertThat(((Skipped) reply(edge)).reason()).isEqualTo(SkipReason.UNDECODABLE);
    }
    assertThat(model.decoded).hasValue(0);
  }

  @Test
  void endsAConnectionAfterALengthOfZero() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.write(new byte[] {0, 0, 0, 0});

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.PROTOCOL_ERROR);
      assertThat(edge.read()).isNull();
    }
    assertCounted(Kind.BAD_LENGTH);
  }

  @Test
  void endsAConnectionAfterANegativeLength() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.write(new byte[] {-1, -1, -1, -1, 4});

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.PROTOCOL_ERROR);
    }
    assertCounted(Kind.BAD_LENGTH);
  }

  @Test
  void refusesAFrameBeforeTheHello() throws Exception {
    try (HandWrittenEdge edge = node.connect()) {
      edge.frame(0, Jpegs.of(640, 480, 3));

      assertThat(refused(edge)).isEqualTo(RefusedCode.BAD_HELLO);
      assertThat(edge.read()).isNull();
    }
    assertCounted(Kind.UNEXPECTED_MESSAGE);
  }

  @Test
  void endsAConnectionAfterASecondHello() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.PROTOCOL_ERROR);
    }
    assertCounted(Kind.UNEXPECTED_MESSAGE);
  }

  @Test
  void refusesAnotherProtocol() throws Exception {
    try (HandWrittenEdge edge = node.connect()) {
      edge.write("GET / HTTP/1.1\r\nHost: node\r\n\r\n".getBytes(US_ASCII));

      assertThat(refused(edge)).isEqualTo(RefusedCode.NOT_THRONG);
    }
    assertCounted(Kind.NOT_THRONG);
  }

  @Test
  void refusesPeersThatSayNothingOrHalfOfTheirHello() throws Exception {
    beginAnewWith("handshake-timeout = 4s");
    byte[] hello = WireCodec.encode(HandWrittenEdge.hello("door", 1, ""), false).toArray();
    try (HandWrittenEdge nothing = node.connect();
        HandWrittenEdge half = node.connect()) {
      half.write(Arrays.copyOf(hello, hello.length / 2));

      assertThat(refused(nothing)).isEqualTo(RefusedCode.TOO_SLOW);
      assertThat(refused(half)).isEqualTo(RefusedCode.TOO_SLOW);
    }
    await().until(() -> node.node.statistics.snapshot().broken(Kind.HANDSHAKE_TIMEOUT) == 2);
  }

  @Test
  void endsAConnectionWhosePeerGoesSilent() throws Exception {
    beginAnewWith("ping-after = 1s, silence-timeout = 4s");
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.SILENT);
    }
    assertCounted(Kind.SILENT);
  }

  @Test
  void endsAConnectionWhosePeerTrickles() throws Exception {
    beginAnewWith("message-grace = 1s");
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      byte[] frame =
          WireCodec.encode(
                  new Message.Frame(JpegFrame.of(0, 0, 0, 0, Jpegs.of(640, 480, 1))), false)
              .toArray();
      for (int i = 0; i < frame.length - 1 && isOpen(Kind.TRICKLE); i++) {
        edge.write(new byte[] {frame[i]});
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      }

      assertThat(goodbye(edge)).isEqualTo(GoodbyeReason.TOO_SLOW);
    }
    assertCounted(Kind.TRICKLE);
  }

  private boolean isOpen(Kind kind) {
    return node.node.statistics.snapshot().broken(kind) == 0;
  }

  private void assertCounted(Kind kind) {
    await()
        .untilAsserted(() -> assertThat(node.node.statistics.snapshot().broken(kind)).isPositive());
  }

  private static FrameReply reply(HandWrittenEdge edge) throws Exception {
    return ((Message.Reply) Objects.requireNonNull(edge.read())).reply();
  }

  private static GoodbyeReason goodbye(HandWrittenEdge edge) throws Exception {
    return ((Message.Goodbye) Objects.requireNonNull(edge.read())).reason();
  }

  private static RefusedCode refused(HandWrittenEdge edge) throws Exception {
    return ((Message.Refused) Objects.requireNonNull(edge.read())).code();
  }
}
