package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartParserTest {
  private static final long MOST = 1 << 20;
  private static final byte[] ONE = Footage.jpeg(64, 48, 1);
  private static final byte[] TWO = Footage.jpeg(80, 60, 2);

  static Stream<String> heads() {
    return Stream.of(
        "--edge\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n",
        "--edge\r\nContent-Type: image/jpg\r\nContent-Length: %d\r\n\r\n",
        "--edge\r\nContent-Type: image/jpeg;size=%d\r\n\r\n",
        "--edge\r\n\r\n",
        "--another one\nContent-length : %d\n\n",
        "Content-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n",
        "--edge\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\n",
        "--edge\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n",
        "--edge\r\nContent-Type: image/jpeg\r\nContent-Length: many\r\n\r\n",
        "\r\n\r\n--edge\r\n\r\n\r\n",
        "--edge\r\nContent-Type: application/json\r\n\r\n{\"a\": 1,\n\"b\": 2}\r\n--edge\r\n\r\n",
        "--edge\r\nContent-Length: 9\r\n\r\n{\"a\": 12}\r\n--edge\r\n\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("heads")
  void eachPictureIsFoundWholeWhateverItsHeadSays(String head) throws Exception {
    byte[] stream = stream(head, ONE, TWO, ONE);
    for (int piece : new int[] {1, 7, 1000, stream.length}) {
      assertThat(parsed(stream, piece)).containsExactly(ONE, TWO, ONE);
    }
  }

  @Test
  void aPictureIsThereAsSoonAsItsLastByte() throws Exception {
    PartParser parser = new PartParser(MOST);
    byte[] stream = stream("--edge\r\nContent-Length: %d\r\n\r\n", ONE);

    parser.add(ByteBuffer.wrap(stream, 0, stream.length - 3));
    assertThat(parser.next()).isNull();
    parser.add(ByteBuffer.wrap(stream, stream.length - 3, 1));

    assertThat(parser.next()).isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".webp", ".bmp"})
  void aPictureOfAnotherFormatIsFoundByItsOwnLengthToo(String format) throws Exception {
    byte[] still = Footage.as(format, ONE);
    for (String head : heads().toList()) {
      for (int piece : new int[] {1, 7, 1000, 100_000}) {
        assertThat(parsed(stream(head, still, TWO, still), piece))
            .as(head)
            .containsExactly(still, TWO, still);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".gif", ".tiff"})
  void aPictureThatDoesNotTellItsLengthEndsWhereItsPartDoes(String format) throws Exception {
    byte[] still = Footage.as(format, ONE);

    assertThat(parsed(stream("--edge\r\nContent-Length: %d\r\n\r\n", still, still), 100))
        .containsExactly(still, still);
    List<byte[]> without = parsed(stream("--edge\r\n\r\n", still, still), 100);
    assertThat(without).hasSize(1);
    assertThat(without.get(0)).startsWith(still).hasSizeLessThanOrEqualTo(still.length + 2);
  }

  @Test
  void aThumbnailWithinAPictureIsNoPicture() throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(ONE, 0, 2);
    int length = TWO.length + 2;
    whole.write(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
    whole.write(TWO);
    whole.write(ONE, 2, ONE.length - 2);

    assertThat(parsed(stream("", whole.toByteArray(), TWO), 100))
        .containsExactly(whole.toByteArray(), TWO);
  }

  @Test
  void aPictureThatIsCutShortDoesNotTakeTheNextOne() throws Exception {
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] cut = Arrays.copyOf(ONE, ONE.length * tenth / 10);

      List<byte[]> pictures = parsed(stream("--edge\r\n\r\n", cut, TWO), 50);

      assertThat(pictures).hasSize(2);
      assertThat(pictures.get(0)).startsWith(cut).isNotEqualTo(ONE);
      assertThat(pictures.get(1)).isEqualTo(TWO);
    }
  }

  @Test
  void thePictureThatTheStreamEndsInIsGivenAsFarAsItCame() throws Exception {
    PartParser parser = new PartParser(MOST);
    parser.add(ByteBuffer.wrap(ONE, 0, 100));

    assertThat(parser.next()).isNull();
    assertThat(parser.rest()).isEqualTo(Arrays.copyOf(ONE, 100));
    assertThat(parser.rest()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x\n", "a: b\n", "\u00ff\u00d8\u00ff"})
  void whatNeverBecomesAPictureHasALimit(String again) {
    PartParser parser = new PartParser(10_000);
    byte[] bytes = again.getBytes(StandardCharsets.ISO_8859_1);
    byte[] head = again.startsWith("x") || again.startsWith("a") ? new byte[0] : ONE.clone();

    assertThatThrownBy(
            () -> {
              parser.add(ByteBuffer.wrap(head, 0, Math.min(head.length, 300)));
              for (int i = 0; i < 100_000; i++) {
                parser.add(ByteBuffer.wrap(head.length > 0 ? new byte[100] : bytes));
                parser.next();
              }
            })
        .isInstanceOf(IOException.class);
  }

  private static byte[] stream(String head, byte[]... pictures) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      String text = head.replace("%d", Integer.toString(picture.length));
      stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
      stream.write(picture);
      if (!head.isEmpty()) {
        stream.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return stream.toByteArray();
  }

  private static List<byte[]> parsed(byte[] stream, int piece) throws IOException {
    PartParser parser = new PartParser(MOST);
    List<byte[]> pictures = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      parser.add(ByteBuffer.wrap(stream, at, Math.min(piece, stream.length - at)));
      for (byte[] jpeg = parser.next(); jpeg != null; jpeg = parser.next()) {
        pictures.add(jpeg);
      }
    }
    return pictures;
  }
}
