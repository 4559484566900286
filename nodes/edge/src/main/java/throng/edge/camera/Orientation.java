package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a picture's stored pixels are to be turned and mirrored so that it stands upright: EXIF's
 * eight ways, in EXIF's order, which a display matrix can ask for as well.
 */
enum Orientation {
  UPRIGHT(false, Orientation.NO_FLIP),
  MIRRORED(false, Orientation.LEFT_RIGHT),
  UPSIDE_DOWN(false, Orientation.BOTH),
  MIRRORED_UPSIDE_DOWN(false, Orientation.TOP_BOTTOM),
  TRANSPOSED(true, Orientation.NO_FLIP),
  TO_BE_TURNED_RIGHT(true, Orientation.LEFT_RIGHT),
  TRANSVERSED(true, Orientation.BOTH),
  TO_BE_TURNED_LEFT(true, Orientation.TOP_BOTTOM);

  // OpenCV's codes; the last is none of them.
  private static final int TOP_BOTTOM = 0;
  private static final int LEFT_RIGHT = 1;
  private static final int BOTH = -1;
  private static final int NO_FLIP = 2;

  private final boolean transposes;
  private final int flip;

  Orientation(boolean transposes, int flip) {
    this.transposes = transposes;
    this.flip = flip;
  }

  /** The meaning of EXIF's tag; upright for a value that it does not know. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /**
   * The quarter turn and mirroring nearest to a display matrix: x' = ax + cy, y' = bx + dy, y
   * downwards.
   */
  static Orientation ofMatrix(double a, double b, double c, double d) {
    boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
    boolean leftRight = (transposed ? c : a) < 0;
    boolean topBottom = (transposed ? b : d) < 0;
    int flip = leftRight && topBottom ? BOTH : leftRight ? LEFT_RIGHT : TOP_BOTTOM;
    int wanted = leftRight || topBottom ? flip : NO_FLIP;
    for (Orientation one : values()) {
      if (one.transposes == transposed && one.flip == wanted) {
        return one;
      }
    }
    return UPRIGHT;
  }

  /** Whether the upright picture is as wide as the stored one is high. */
  boolean transposes() {
    return transposes;
  }

  /** The upright picture: {@code stored} itself where nothing is to be done, else {@code into}. */
  Mat turn(Mat stored, Mat into) {
    if (this == UPRIGHT) {
      return stored;
    }
    if (transposes) {
      transpose(stored, into);
    }
    if (flip != NO_FLIP) {
      flip(transposes ? into : stored, into, flip);
    }
    return into;
  }
}
