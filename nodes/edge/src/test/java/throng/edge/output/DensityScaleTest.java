package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import throng.edge.output.DensityScale.Mark;

class DensityScaleTest {
  private final DensityScale scale = new DensityScale(20);

  @Test
  void placesPeopleByThePartOfThePictureThatTheyStandOn() {
    // A cell of a map of 400 cells is a quarter of a hundredth of the picture.
    assertThat(scale.place(1.25, 400)).isCloseTo(Math.sqrt(0.25), within(1e-9));
    assertThat(scale.place(1.25, 1600)).isCloseTo(1, within(1e-9));
    assertThat(scale.place(0, 400)).isZero();
    assertThat(scale.place(-1, 400)).isZero();
    assertThat(scale.place(1000, 400)).isEqualTo(1);
  }

  @Test
  void marksWhatItsColoursStandFor() {
    assertThat(scale.marks()).extracting(Mark::label).containsExactly("0", "1", "5", "10", "20");
    for (Mark mark : scale.marks()) {
      assertThat(mark.place())
          .isCloseTo(scale.place(Double.parseDouble(mark.label()), 100), within(1e-9));
    }
  }

  @Test
  void coloursGrowLighterFromStepToStep() {
    double before = -1;
    for (int place = 0; place < DensityColours.NUMBER; place++) {
      double lightness = lightness(DensityColours.rgb(place));
      assertThat(lightness).as("place %d", place).isGreaterThanOrEqualTo(before);
      before = lightness;
    }
    assertThat(lightness(DensityColours.rgb(0))).isLessThan(15);
    assertThat(before).isGreaterThan(230);
  }

  @Test
  void givesBytesInTheOrderBlueGreenRed() {
    byte[] bgr = DensityColours.bgr();
    int last = DensityColours.rgb(DensityColours.NUMBER - 1);

    assertThat(bgr).hasSize(768);
    assertThat(bgr[765] & 0xff).isEqualTo(last & 0xff);
    assertThat(bgr[767] & 0xff).isEqualTo(last >> 16);
  }

  private static double lightness(int rgb) {
    return 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
  }
}
