package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.PeopleCount;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.WireExamples.Example;
import throng.streams.wire.WireException.Kind;

class WireCodecTest {
  private static final int MANY_CELLS = 1 << 20;

  @ParameterizedTest
  @MethodSource("examples")
  void encodesToTheBytesOfTheDescription(Example example) {
    ByteString bytes = WireCodec.encode(example.message(), example.halfFloats());

    assertThat(hex(bytes)).isEqualTo(hex(example.bytes()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void decodesTheBytesOfTheDescription(Example example) {
    Message message = WireCodec.decode(example.type(), example.body(), MANY_CELLS);

    assertSame(message, example.message());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void refusesEachMessageThatEndsTooEarly(Example example) {
    int shortest =
        example.message() instanceof Message.Frame
            ? WireFormat.FRAME_HEADER
            : example.body().size();

    for (int length = 0; length < shortest; length++) {
      if (example.mayEndAt(length)) {
        continue;
      }
      ByteString cut = example.body().take(length);
      assertThatThrownBy(() -> WireCodec.decode(example.type(), cut, MANY_CELLS))
          .isInstanceOf(WireException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void ignoresWhatALaterVersionAddsToAMessage(Example example) {
    if (example.message() instanceof Message.Frame) {
      return; // Its JPEG goes to the end: a later version has the flags.
    }
    ByteString longer = example.body().concat(ByteString.fromString("later"));

    Message message = WireCodec.decode(example.type(), longer, MANY_CELLS);

    assertSame(message, example.message());
  }

  @ParameterizedTest
  @MethodSource("older")
  void readsWhatAnOlderPeerSays(Example older) {
    Message message = WireCodec.decode(older.type(), older.body(), MANY_CELLS);

    assertSame(message, older.message());
  }

  /** An older peer reads the same fields in the same places, and ignores what follows them. */
  @ParameterizedTest
  @MethodSource("older")
  void beginsAMessageAsAnOlderPeerDoes(Example older) {
    ByteString begun = WireExamples.named(older.name()).body().take(older.body().size());

    assertThat(hex(withoutLaterBits(older, begun))).isEqualTo(hex(older.body()));
  }

  private static ByteString withoutLaterBits(Example example, ByteString body) {
    byte[] bytes = body.toArray();
    if (example.type() == WireFormat.HELLO) {
      bytes[25] &= ~WireFormat.MOVABLE;
    }
    return ByteString.fromArray(bytes);
  }

  static List<Example> older() {
    return WireExamples.OLDER;
  }

  @Test
  void tellsOfNoMoreMembersThanFitIntoAMessage() {
    List<HostAndPort> many =
        IntStream.range(0, 40).mapToObj(i -> new HostAndPort("10.0.0." + i, 7600)).toList();
    List<HostAndPort> longNames =
        IntStream.range(0, 32).mapToObj(i -> new HostAndPort("n".repeat(250) + i, 1)).toList();

    assertThat(sent(new Message.Members(many)).places()).isEqualTo(many.subList(0, 32));
    assertThat(sent(new Message.Members(longNames)).places())
        .isEqualTo(longNames.subList(0, 16))
        .hasSizeLessThan(32);
  }

  private static Message.Members sent(Message.Members members) {
    ByteString bytes = WireCodec.encode(members, false);
    assertThat(bytes.size()).isLessThanOrEqualTo(4 + WireFormat.MAX_CONTROL);
    return (Message.Members)
        WireCodec.decode(WireFormat.MEMBERS, bytes.drop(WireFormat.PREFIX), MANY_CELLS);
  }

  private static void assertSame(Message actual, Message expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForFields(Object::equals, "frame.jpeg")
        .isEqualTo(expected);
  }

  static List<Example> examples() {
    return WireExamples.ALL;
  }

  @ParameterizedTest
  @MethodSource("brokenMessages")
  void refusesFieldsThatMakeNoSense(Broken broken) {
    assertThatThrownBy(() -> WireCodec.decode(broken.type, broken.body, 100))
        .isInstanceOfSatisfying(
            WireException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(broken.kind);
              assertThat(refused.getMessage()).contains(broken.words);
            });
  }

  record Broken(int type, ByteString body, Kind kind, String words) {}

  static Stream<Named<Broken>> brokenMessages() {
    return Stream.of(
        broken("a hello without its magic", "hello", 0, "XXXX", Kind.NOT_THRONG, "THRG"),
        broken("a hello of version 2 to 3", "hello", 4, "\0\2\0\3", Kind.VERSION, "2 to 3"),
        broken("a negative width", "hello", 16, "\377\377\377\377", Kind.BAD_HELLO, "width"),
        broken("a mode that is none", "hello", 24, "\7", Kind.BAD_HELLO, "mode is 7"),
        broken("a name with a slash", "hello", 28, "a/b", Kind.BAD_HELLO, "node's name"),
        broken("a welcome of version 2", "welcome", 0, "\0\2", Kind.VERSION, "version 2"),
        broken("a window of 0", "welcome", 2, "\0\0", Kind.BAD_MESSAGE, "window is 0"),
        broken("a negative sequence", "frame", 0, "\377", Kind.BAD_MESSAGE, "sequence"),
        broken("a negative worth", "frame", 24, "\377", Kind.BAD_MESSAGE, "worth"),
        broken("a negative height", "size changed", 4, "\377", Kind.BAD_MESSAGE, "height"),
        broken("no rows", "density map", 16, "\0\0\0\0", Kind.BAD_MESSAGE, "0 rows"),
        broken("too many cells", "density map", 16, "\0\0\0\77", Kind.BAD_MESSAGE, "100 cells"),
        broken("missing cells", "density map", 16, "\0\0\0\7", Kind.BAD_MESSAGE, "missing"),
        broken("overflowing cells", "density map", 16, "\177", Kind.BAD_MESSAGE, "rows"),
        broken("no number", "density map", 24, "\177\370", Kind.BAD_MESSAGE, "NaN"),
        broken("a count below zero", "density map", 24, "\277\360", Kind.BAD_MESSAGE, "-1"),
        broken("a count beyond sense", "density map", 24, "\177\10", Kind.BAD_MESSAGE, "count"),
        broken("an infinite cell", "density map", 47, "\0\0\200\177", Kind.BAD_MESSAGE, "Infinity"),
        broken("a text that is too long", "refused", 2, "\4\1", Kind.BAD_MESSAGE, "1025 bytes"),
        broken("a name that is too long", "hello", 26, "\4\1", Kind.BAD_HELLO, "1025 bytes"),
        broken("an encoding that is none", "density map", 46, "\2", Kind.BAD_MESSAGE, "encoding"),
        broken("33 members", "members", 0, "\41", Kind.BAD_MESSAGE, "33 nodes"),
        broken("a member that is none", "members", 3, "/", Kind.BAD_MESSAGE, "host:port"),
        broken("a target without a port", "refused, moved", 29, ":0000", Kind.BAD_MESSAGE, "host"),
        broken("a negative rate", "demand", 0, "\377", Kind.BAD_MESSAGE, "rate"),
        broken("a negative size", "demand", 4, "\377", Kind.BAD_MESSAGE, "size"),
        broken("the edge's own reason", "skipped", 8, "\0\0", Kind.BAD_MESSAGE, "reason 0"));
  }

  private static Named<Broken> broken(
      String title, String example, int offset, String patch, Kind kind, String words) {
    Example whole = WireExamples.named(example);
    byte[] bytes = new byte[whole.body().size()];
    whole.body().asByteBuffer().get(bytes);
    for (int i = 0; i < patch.length(); i++) {
      bytes[offset + i] = (byte) patch.charAt(i);
    }
    return named(title, new Broken(whole.type(), ByteString.fromArray(bytes), kind, words));
  }

  @Test
  void keepsTheJpegsOwnMemory() {
    byte[] jpeg = new byte[60_000];
    ByteString bytes =
        WireCodec.encode(
            new Message.Frame(JpegFrame.of(1, 2, 3, 4, ByteString.fromArrayUnsafe(jpeg))), false);
    jpeg[59_999] = 77;

    assertThat(bytes.last()).isEqualTo((byte) 77);

    byte[] received = new byte[bytes.size()];
    bytes.asByteBuffer().get(received);
    Message.Frame frame =
        (Message.Frame)
            WireCodec.decode(
                WireFormat.FRAME, ByteString.fromArrayUnsafe(received).drop(5), MANY_CELLS);
    received[received.length - 1] = 78;

    assertThat(frame.frame().jpeg().last()).isEqualTo((byte) 78);
  }

  @Test
  void sendsTheCountOfTheFloatsAlsoWithHalfFloats() {
    float[] values = {0.1f, 0.2f, 0.3f};
    double count = 0.1f + 0.2f + 0.3f;
    DensityMap map = new DensityMap(1, 2, 1, 3, count, values, new DensityMap.Timing(0, 0, 0, 1));
    ByteString bytes = WireCodec.encode(new Message.Reply(map), true);

    Message.Reply reply =
        (Message.Reply) WireCodec.decode(WireFormat.DENSITY_MAP, bytes.drop(5), MANY_CELLS);

    DensityMap read = (DensityMap) reply.reply();
    assertThat(read.count()).isEqualTo(count);
    assertThat(read.values()[0]).isNotEqualTo(0.1f).isCloseTo(0.1f, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"3e38, -3e38, 1", "2e9, -2e9, 0", "0.5, 0.25, 1", "-2, 0, 0", "1e6, -1e6, 1e6"})
  void refusesACountThatIsNotTheCellsSum(float one, float other, double count) {
    ByteString bytes = WireCodec.encode(new Message.Reply(map(count, one, other)), false);

    assertThatThrownBy(() -> WireCodec.decode(WireFormat.DENSITY_MAP, bytes.drop(5), MANY_CELLS))
        .isInstanceOfSatisfying(
            WireException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.BAD_MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1e-9f, 2.9e-8f, 1e-6f, 0.0001f, 0.3333f, 11.11f, 2049, 65_519, 70_000})
  void takesCellsThatWereRoundedToHalfFloats(float cell) {
    float[] cells = new float[cell < 1 ? MANY_CELLS : 8192];
    Arrays.fill(cells, cell);
    double count = PeopleCount.of(cells).orElseThrow();
    ByteString bytes = WireCodec.encode(new Message.Reply(map(count, cells)), true);

    Message read = WireCodec.decode(WireFormat.DENSITY_MAP, bytes.drop(5), MANY_CELLS);

    assertThat(((DensityMap) ((Message.Reply) read).reply()).count()).isEqualTo(count);
  }

  @Test
  void takesASumThatIsALittleBelowZeroAsNobody() {
    ByteString bytes = WireCodec.encode(new Message.Reply(map(0, 0.25f, -1.125f)), false);

    Message read = WireCodec.decode(WireFormat.DENSITY_MAP, bytes.drop(5), MANY_CELLS);

    assertThat(((DensityMap) ((Message.Reply) read).reply()).count()).isZero();
  }

  private static DensityMap map(double count, float... cells) {
    return new DensityMap(1, 2, 1, cells.length, count, cells, new DensityMap.Timing(0, 0, 0, 1));
  }

  private static org.assertj.core.data.Offset<Float> within(float offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void cutsALongSentenceBetweenCharacters() {
    String long1023 = "a".repeat(1023) + "ü and more";
    ByteString bytes = WireCodec.encode(new Message.Goodbye(GoodbyeReason.DONE, long1023), false);

    Message message = WireCodec.decode(WireFormat.GOODBYE, bytes.drop(5), MANY_CELLS);

    assertThat(message).isEqualTo(new Message.Goodbye(GoodbyeReason.DONE, "a".repeat(1023)));
  }

  @Test
  void blanksWhatCouldSteerATerminal() {
    ByteString bytes =
        WireCodec.encode(new Message.Refused(RefusedCode.TOKEN, "no\033[2J\r\nüß"), false);

    assertThat(WireCodec.decode(WireFormat.REFUSED, bytes.drop(5), MANY_CELLS))
        .isEqualTo(new Message.Refused(RefusedCode.TOKEN, "no [2J  üß"));
  }

  @Test
  void understandsARefusalWithACodeOfALaterVersion() {
    ByteString bytes = WireCodec.encode(new Message.Refused(RefusedCode.TOKEN, "Why"), false);
    byte[] later = new byte[bytes.size()];
    bytes.asByteBuffer().get(later);
    ByteBuffer.wrap(later).putShort(5, (short) 999);

    assertThat(
            WireCodec.decode(WireFormat.REFUSED, ByteString.fromArray(later).drop(5), MANY_CELLS))
        .isEqualTo(new Message.Refused(RefusedCode.UNAVAILABLE, "Why"));
  }

  @Test
  void refusesToSendWhatIsNeverOnTheWire() {
    assertThatThrownBy(() -> WireCodec.encode(new Message.OversizedFrame(1, 2, 3), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                WireCodec.encode(new Message.Reply(new Skipped(1, SkipReason.GIVEN_UP, "")), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToSendATokenThatIsTooLong() {
    Message hello =
        new Message.Hello(
            1, 1, new CameraId("a", "b"), 1, Mode.LIVE, 0, 0, false, "x".repeat(1025));

    assertThatThrownBy(() -> WireCodec.encode(hello, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024");
  }

  private static String hex(ByteString bytes) {
    byte[] array = new byte[bytes.size()];
    bytes.asByteBuffer().get(array);
    return HexFormat.of().formatHex(array);
  }
}
