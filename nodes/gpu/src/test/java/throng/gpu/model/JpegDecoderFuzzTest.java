package throng.gpu.model;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import throng.streams.testing.OddJpegs;

/** Whatever comes, OpenCV gives a picture of the size that the header says, or none. */
class JpegDecoderFuzzTest {
  private static final List<byte[]> WHOLE =
      List.of(
          OddJpegs.baseline(40, 24).toArray(),
          OddJpegs.progressive(40, 24).toArray(),
          OddJpegs.hidden(OddJpegs.baseline(40, 24)).toArray());

  private static final InputConf INPUT =
      new InputConf(
          "x",
          Layout.NHWC,
          PixelType.UINT8,
          Colour.RGB,
          List.of(0.0, 0.0, 0.0),
          List.of(1.0, 1.0, 1.0),
          1,
          65_535,
          0,
          Optional.empty());

  private static final JpegDecoder DECODER = new JpegDecoder(INPUT, new PicturePool(1 << 24));

  @FuzzTest(maxDuration = "120s")
  void agreesWithTheDecoderOnAnyBytes(byte[] bytes) {
    JpegAgreement.check(bytes, DECODER);
  }

  @FuzzTest(maxDuration = "120s")
  void agreesWithTheDecoderOnEditedJpegs(FuzzedDataProvider data) {
    byte[] jpeg = data.pickValue(WHOLE);
    while (data.remainingBytes() > 0) {
      jpeg = edited(jpeg, data);
    }
    JpegAgreement.check(jpeg, DECODER);
  }

  /** One edit: bytes put in, a marker put in, bytes left out, or one byte changed. */
  private static byte[] edited(byte[] jpeg, FuzzedDataProvider data) {
    int position = data.consumeInt(0, Math.max(0, jpeg.length - 1));
    byte[] rest = Arrays.copyOfRange(jpeg, position, jpeg.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, position);
    int kind = data.consumeInt(0, 3);
    if (kind == 0) {
      out.writeBytes(data.consumeBytes(8));
    } else if (kind == 1) {
      out.writeBytes(new byte[] {(byte) 0xFF, data.consumeByte()});
    } else if (kind == 2) {
      rest = Arrays.copyOfRange(rest, Math.min(rest.length, data.consumeInt(1, 64)), rest.length);
    } else if (rest.length > 0) {
      rest[0] = data.consumeByte();
    }
    out.writeBytes(rest);
    return out.toByteArray();
  }
}
