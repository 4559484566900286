package throng.edge.camera.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import throng.streams.frame.PixelSize;

class CrowdTest {
  @Test
  void theNumberSwellsAndShrinksSmoothlyAroundWhatWasAskedFor() {
    PixelSize size = new PixelSize(1280, 720);
    Crowd crowd = new Crowd(40, size, new SplittableRandom(7));
    TreeSet<Integer> numbers = new TreeSet<>();
    int before = 40;
    for (int frame = 0; frame < 25 * 120; frame++) {
      crowd.walk(0.04);
      assertThat(crowd.heads()).isBetween(before - 4, before + 4);
      before = crowd.heads();
      numbers.add(before);
    }
    assertThat(numbers.first()).isBetween(14, 24);
    assertThat(numbers.last()).isBetween(52, 62);
  }

  @Test
  void theTruthIsTheHeadsInsideThePicture() {
    PixelSize size = new PixelSize(640, 360);
    Crowd crowd = new Crowd(30, size, new SplittableRandom(1));
    crowd.walk(5);

    long inside =
        crowd.figures().stream()
            .filter(
                figure -> {
                  double row = figure.feet() - 0.93 * figure.height();
                  return figure.x() >= 0 && figure.x() < 640 && row >= 0 && row < 360;
                })
            .count();

    assertThat(crowd.heads()).isEqualTo((int) inside);
    assertThat(crowd.figures().size()).isGreaterThanOrEqualTo(crowd.heads());
  }
}
