package throng.edge.camera;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whatever a camera sends, pictures come of it or an {@link IOException}, and nothing else. */
class PartParserFuzzTest {
  private static final int MOST = 5000;

  @FuzzTest(maxDuration = "60s")
  void findsPicturesOrRefuses(byte[] bytes) {
    parse(new PartParser(MOST), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void findsPicturesOrRefusesInPieces(FuzzedDataProvider data) {
    PartParser parser = new PartParser(MOST);
    boolean goesOn = true;
    while (goesOn && data.remainingBytes() > 0) {
      goesOn = parse(parser, data.consumeBytes(data.consumeInt(1, 300)));
    }
    parser.rest();
  }

  @FuzzTest(maxDuration = "60s")
  void readsHowAnyPictureIsMeant(byte[] bytes) {
    StillDisplay.of(bytes);
    MorePictures.count(bytes);
  }

  private static boolean parse(PartParser parser, byte[] bytes) {
    try {
      parser.add(ByteBuffer.wrap(bytes));
      for (byte[] jpeg = parser.next(); jpeg != null; jpeg = parser.next()) {
        if (jpeg.length > MOST + bytes.length || jpeg[0] != (byte) 0xFF || jpeg[1] != (byte) 0xD8) {
          throw new AssertionError("No JPEG within the limit");
        }
      }
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
