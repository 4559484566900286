package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class LetterboxTest {
  @Test
  void aHighPictureStandsWholeAndInItsShapeBetweenBars() {
    try (Mat boxed = boxed(30, 60)) {
      assertThat(at(boxed, 39, 60)).isZero();
      assertThat(at(boxed, 60, 42)).isEqualTo(255);
      assertThat(at(boxed, 60, 3)).isEqualTo(255);
      assertThat(at(boxed, 125, 60)).isZero();
    }
  }

  @Test
  void aPictureOfAlmostTheSameShapeHasNoBars() {
    try (Mat boxed = boxed(161, 121)) {
      assertThat(at(boxed, 0, 0)).isEqualTo(255);
      assertThat(at(boxed, 159, 119)).isEqualTo(255);
    }
  }

  private static Mat boxed(int width, int height) {
    Letterbox box = new Letterbox(160, 120);
    Mat framed = new Mat();
    try (Scalar white = new Scalar(255, 0, 0, 0);
        Mat picture = new Mat(height, width, CV_8UC1, white);
        Mat scaled = new Mat()) {
      box.scale(picture, scaled);
      box.frame(scaled, framed);
    }
    assertThat(framed.cols()).isEqualTo(160);
    assertThat(framed.rows()).isEqualTo(120);
    return framed;
  }

  private static int at(Mat picture, int x, int y) {
    return picture.ptr(y, x).get() & 0xFF;
  }
}
