package throng.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.testing.OddJpegs;

class JpegDamageTest {
  private static final String END = "ffd9";

  static Stream<ByteString> healthy() {
    return Stream.of(
        OddJpegs.baseline(64, 48),
        OddJpegs.baseline(61, 47),
        OddJpegs.baseline(1, 1),
        OddJpegs.baseline(640, 480),
        OddJpegs.progressive(64, 48),
        OddJpegs.progressive(61, 47),
        OddJpegs.progressive(640, 480),
        OddJpegs.printed(50, 50));
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void aHealthyPictureIsNotDamaged(ByteString jpeg) {
    assertThat(JpegDamage.isIn(jpeg)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void nothingBehindTheEndMarkerIsDamage(ByteString jpeg) {
    assertThat(JpegDamage.isIn(OddJpegs.with(jpeg, jpeg.size(), "00 ff d8 ff 12 34"))).isFalse();
    assertThat(JpegDamage.isIn(jpeg.concat(jpeg.take(jpeg.size() / 2)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "ffff ffff", "00 00 00", "12 34 56 78", "ffd0", "fffe 0004 ffd9"})
  void oddBytesBeforeTheEndMarkerAreNoDamage(String odd) {
    for (ByteString jpeg :
        new ByteString[] {OddJpegs.baseline(64, 48), OddJpegs.progressive(64, 48)}) {
      assertThat(JpegDamage.isIn(OddJpegs.with(jpeg, jpeg.size() - 2, odd))).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void aPictureWithoutItsEndMarkerIsDamaged(ByteString jpeg) {
    assertThat(JpegDamage.isIn(jpeg.dropRight(2))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void aPictureThatIsCutAndClosedIsDamaged(ByteString jpeg) {
    int scan = jpeg.indexOfSlice(OddJpegs.hex("ffda"), 0) + 14;
    for (int at = scan; at < jpeg.size() - 4; at += Math.max(1, jpeg.size() / 100)) {
      boolean isBetweenScans =
          JpegFacts.of(jpeg).orElseThrow().mayHaveManyScans()
              && (beginsSegment(jpeg, at) || beginsSegment(jpeg, at - 1));
      ByteString cut = OddJpegs.with(jpeg.take(at), at, END);

      assertThat(JpegDamage.isIn(cut))
          .as("cut at %d of %d", at, jpeg.size())
          .isNotEqualTo(isBetweenScans);
    }
  }

  /** There a progressive picture is whole, if coarse; FF before the end marker is a fill byte. */
  private static boolean beginsSegment(ByteString jpeg, int at) {
    return jpeg.apply(at) == (byte) 0xFF && jpeg.apply(at + 1) != 0;
  }

  @Test
  void bytesThatAreLostOrOverwrittenAreAlmostAlwaysFound() {
    ByteString jpeg = OddJpegs.baseline(640, 480);
    Random random = new Random(7);

    assertThat(found(jpeg, random, (bytes, at) -> Arrays.fill(bytes, at, at + 400, (byte) 0)))
        .isGreaterThan(95);
    assertThat(found(jpeg, random, (bytes, at) -> overwrite(bytes, at, 400, random)))
        .isGreaterThan(95);
    assertThat(
            found(
                jpeg,
                random,
                (bytes, at) ->
                    System.arraycopy(bytes, at + 400, bytes, at, bytes.length - at - 400)))
        .isGreaterThan(95);
  }

  private static void overwrite(byte[] bytes, int at, int length, Random random) {
    for (int i = at; i < at + length; i++) {
      bytes[i] = (byte) random.nextInt(0xFF);
    }
  }

  /** Of a hundred pictures, how many are found damaged. */
  private static long found(ByteString jpeg, Random random, BiConsumer<byte[], Integer> damage) {
    int scan = jpeg.indexOfSlice(OddJpegs.hex("ffda"), 0) + 14;
    return IntStream.range(0, 100)
        .filter(
            notUsed -> {
              byte[] bytes = jpeg.toArray();
              damage.accept(bytes, scan + random.nextInt(bytes.length - scan - 1000));
              return JpegDamage.isIn(ByteString.fromArray(bytes));
            })
        .count();
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void aTableThatNoScanUsesIsNotLookedInto(ByteString jpeg) {
    // Three codes of one bit, where there are two.
    byte[] table = HexFormat.of().parseHex("ffc4001603" + "03" + "00".repeat(15) + "000102");
    ByteString with = jpeg.take(2).concat(ByteString.fromArray(table)).concat(jpeg.drop(2));

    assertThat(JpegDamage.isIn(with)).isFalse();
  }

  @Test
  void whatIsNoJpegOrLacksTablesIsNotJudged() {
    ByteString jpeg = OddJpegs.baseline(64, 48);

    assertThat(JpegDamage.isIn(ByteString.emptyByteString())).isFalse();
    assertThat(JpegDamage.isIn(ByteString.fromString("no JPEG"))).isFalse();
    assertThat(JpegDamage.isIn(jpeg.take(4))).isFalse();
    assertThat(JpegDamage.isIn(withoutHuffmanTables(jpeg))).isFalse();
  }

  /** Each table a comment. */
  private static ByteString withoutHuffmanTables(ByteString jpeg) {
    byte[] bytes = jpeg.toArray();
    for (int at = 0; at < bytes.length - 1; at++) {
      if (bytes[at] == (byte) 0xFF && bytes[at + 1] == (byte) 0xC4) {
        bytes[at + 1] = (byte) 0xFE;
      }
    }
    return ByteString.fromArray(bytes);
  }

  @Test
  void hostileBytesAreJudgedWithoutFailure() {
    Random random = new Random(11);
    for (ByteString jpeg : healthy().filter(it -> it.size() < 20_000).toList()) {
      for (int i = 0; i < 2000; i++) {
        byte[] bytes = jpeg.toArray();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        ByteString odd = ByteString.fromArray(bytes).take(1 + random.nextInt(bytes.length));
        boolean isSmall = JpegHeader.of(odd).map(it -> it.pixels() < 1 << 20).orElse(true);
        assertThat(isSmall && JpegDamage.isIn(odd)).isIn(true, false);
      }
    }
  }
}
