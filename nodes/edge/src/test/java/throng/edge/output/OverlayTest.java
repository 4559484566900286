package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.SkipReason;

class OverlayTest {
  private static final int BLUE = 0;
  private static final int RED = 2;
  private static final ByteString START_OF_FRAME =
      ByteString.fromArray(new byte[] {(byte) 0xFF, (byte) 0xC0});

  private final Picture picture = Outcomes.picture(Outcomes.jpeg(320, 240), 320, 240, "a.jpg", -1);
  private final Overlay overlay = Outcomes.overlay();

  @AfterEach
  void close() {
    overlay.close();
  }

  @Test
  void laysBrightColoursOverThePictureWhereThePeopleAre() {
    Mat drawn = overlay.draw(Outcomes.counted(0, picture, Outcomes.oneHot(4, 6, 20)));

    assertThat(drawn.cols()).isEqualTo(320);
    assertThat(drawn.rows()).isEqualTo(240);
    // The hot cell's middle: column 6.5 of 8, row 4.5 of 6.
    assertThat(pixel(drawn, 260, 180, RED)).isGreaterThan(pixel(drawn, 260, 180, BLUE) + 50);
    assertThat(pixel(drawn, 100, 180, RED)).isCloseTo(100, within(3));
    assertThat(pixel(drawn, 100, 180, BLUE)).isCloseTo(100, within(3));
  }

  @Test
  void greysAPictureThatSaysItIsLargerThanMemoryIsThereFor() {
    byte[] jpeg = Outcomes.jpeg(64, 64).toArray();
    int frame = ByteString.fromArray(jpeg).indexOfSlice(START_OF_FRAME, 0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 32_000).putShort(frame + 7, (short) 32_000);
    Picture huge = Outcomes.picture(ByteString.fromArray(jpeg), 32_000, 32_000, "a.jpg", -1);

    Mat drawn = overlay.draw(Outcomes.skipped(0, huge, SkipReason.UNDECODABLE));

    assertThat(drawn.total()).isBetween(1L << 26, Jpeg.MOST_PIXELS);
    assertThat(pixel(drawn, 5, 5, RED)).isEqualTo(128);
  }

  @Test
  void leavesAnEmptyScenesNoiseDark() {
    float[] noise = new float[48];
    noise[4 * 8 + 6] = 0.001f;

    Mat drawn = overlay.draw(Outcomes.counted(0, picture, Outcomes.map(6, 8, noise)));

    assertThat(pixel(drawn, 260, 180, RED)).isBetween(70, 101);
  }

  @Test
  void coloursMapsThatAreKeptAsTheOldCounterDid() {
    overlay.draw(Outcomes.counted(0, picture, Outcomes.oneHot(4, 6)));

    Mat colours = overlay.jet(Outcomes.oneHot(4, 6));

    assertThat(colours.cols()).isEqualTo(320);
    assertThat(pixel(colours, 10, 10, BLUE)).isEqualTo(128);
    assertThat(pixel(colours, 10, 10, RED)).isZero();
    assertThat(pixel(colours, 260, 180, RED)).isGreaterThan(100);
    assertThat(pixel(colours, 260, 180, BLUE)).isZero();
  }

  @Test
  void setsPictureAndOverlaySideBySideAboveABar() {
    Mat pair =
        overlay.sideBySide(
            Outcomes.counted(0, picture, Outcomes.oneHot(4, 6, 20)), new Letterbox(160, 120));

    assertThat(pair.cols()).isEqualTo(320);
    assertThat(pair.rows()).isEqualTo(120 + Bar.height(320, 120));
    assertThat(pixel(pair, 130, 90, RED)).isCloseTo(100, within(3));
    assertThat(pixel(pair, 160 + 130, 90, RED)).isGreaterThan(130);
  }

  @Test
  void writesBelowThePictureAndNotOnIt() {
    Mat drawn = overlay.drawWithBar(Outcomes.skipped(0, picture, SkipReason.EXPIRED));

    assertThat(drawn.cols()).isEqualTo(320);
    assertThat(drawn.rows()).isEqualTo(240 + Bar.height(320, 240));
    for (int y = 0; y < 240; y += 3) {
      for (int x = 0; x < 320; x += 3) {
        assertThat(pixel(drawn, x, y, RED)).isCloseTo(100, within(3));
      }
    }
    assertThat(lit(drawn, 240)).isGreaterThan(100);
  }

  @Test
  void shrinksToItsPlaceAndDoesNotGrow() {
    Outcome outcome = Outcomes.counted(0, picture, Outcomes.oneHot(4, 6));

    assertThat(overlay.drawWithin(outcome, new Letterbox(160, 200)).cols()).isEqualTo(160);
    assertThat(overlay.plain(outcome, new Letterbox(160, 200)).rows()).isEqualTo(120);
    assertThat(overlay.plain(outcome, new Letterbox(4000, 3000)).cols()).isEqualTo(320);
    assertThat(overlay.heatWithin(outcome, Outcomes.oneHot(4, 6), new Letterbox(160, 200)).cols())
        .isEqualTo(160);
  }

  @Test
  void aColourMeansAsMuchWhateverElseIsInTheMap() {
    Mat alone =
        overlay
            .heatWithin(
                Outcomes.counted(0, picture, Outcomes.oneHot(0, 0, 5)),
                Outcomes.oneHot(0, 0, 5),
                new Letterbox(320, 240))
            .clone();
    DensityMap crowd = Outcomes.oneHot(0, 0, 5);
    crowd.values()[40] = 500;

    Mat beside =
        overlay.heatWithin(Outcomes.counted(0, picture, crowd), crowd, new Letterbox(320, 240));

    assertThat(pixel(beside, 10, 10, RED)).isEqualTo(pixel(alone, 10, 10, RED));
    alone.close();
  }

  @Test
  void showsGreyInPlaceOfABrokenPicture() {
    Picture broken = Outcomes.picture(ByteString.fromString("no JPEG"), 64, 48, "b.jpg", -1);

    Mat drawn = overlay.draw(Outcomes.skipped(0, broken, SkipReason.UNDECODABLE));

    assertThat(drawn.cols()).isEqualTo(64);
    assertThat(pixel(drawn, 60, 44, RED)).isEqualTo(128);
  }

  /** How many pixels below that row are brighter than the bar's ground. */
  private static int lit(Mat mat, int from) {
    int lit = 0;
    for (int y = from; y < mat.rows(); y++) {
      for (int x = 0; x < mat.cols(); x++) {
        lit += pixel(mat, x, y, RED) > 150 ? 1 : 0;
      }
    }
    return lit;
  }

  private static int pixel(Mat mat, int x, int y, int channel) {
    ByteBuffer bytes = mat.createBuffer();
    return bytes.get((int) (y * mat.step()) + 3 * x + channel) & 0xff;
  }
}
