package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.hconcat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * Draws outcomes: the picture, the picture with its density map over it, the map alone.
 *
 * <p>The pictures are native, blue-green-red, and reused from call to call; one camera's, one
 * thread. Text stands in a bar below, never on the picture.
 */
final class Overlay implements AutoCloseable {
  // The map belongs to the pixels as they are stored: the node does not turn a picture either.
  private static final int AS_STORED = IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;

  private final OutcomeText text;
  private final Heat heat;
  private final Bar bar;
  private final Jet jet = new Jet();
  private final Mat picture = new Mat();
  private final Mat fitted = new Mat();
  private final Mat overlay = new Mat();
  private final Mat left = new Mat();
  private final Mat right = new Mat();
  private final Mat pair = new Mat();

  Overlay(OutcomeText text, DensityScale scale) {
    this.text = text;
    this.heat = new Heat(scale);
    this.bar = new Bar(scale, heat.ramp());
  }

  /** The picture with its map over it, at the picture's size. */
  Mat draw(Outcome outcome) {
    decode(outcome.frame().picture(), picture);
    picture.copyTo(overlay);
    layOver(outcome);
    return overlay;
  }

  /** The same above a bar that says what there is to say of it. */
  Mat drawWithBar(Outcome outcome) {
    Mat drawn = draw(outcome);
    return bar.below(drawn, drawn.rows(), fields(outcome));
  }

  /** The picture alone, within the box. Valid until the next call, as all of them are. */
  Mat plain(Outcome outcome, Letterbox box) {
    decode(outcome.frame().picture(), picture);
    if (box.holds(picture)) {
      return picture;
    }
    box.scale(picture, fitted);
    return fitted;
  }

  /** The picture with its map over it, within the box. */
  Mat drawWithin(Outcome outcome, Letterbox box) {
    plain(outcome, box).copyTo(overlay);
    layOver(outcome);
    return overlay;
  }

  /** The map alone, as large as the picture is within the box. */
  Mat heatWithin(Outcome outcome, DensityMap map, Letterbox box) {
    Mat shape = plain(outcome, box);
    return heat.colours(map, shape.cols(), shape.rows());
  }

  /**
   * The picture, and the overlay beside it, each of the box's size, above a bar of {@link
   * Bar#height}.
   */
  Mat sideBySide(Outcome outcome, Letterbox box) {
    decode(outcome.frame().picture(), picture);
    box.scale(picture, fitted);
    fitted.copyTo(overlay);
    layOver(outcome);
    box.frame(fitted, left);
    box.frame(overlay, right);
    hconcat(left, right, pair);
    return bar.below(pair, box.height(), fields(outcome));
  }

  /** The map alone in the old colours, at the size of the picture that was drawn last. */
  Mat jet(DensityMap map) {
    return jet.colours(map, picture.cols(), picture.rows());
  }

  private List<String> fields(Outcome outcome) {
    return List.of(text.camera(), text.result(outcome), text.clock(outcome.frame().picture()));
  }

  private void layOver(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap map && map.values().length > 0) {
      heat.layOver(overlay, map);
    }
  }

  /** Grey in place of a picture that cannot be decoded: its row is shown all the same. */
  private static void decode(Picture from, Mat into) {
    if (!Jpeg.decode(from.jpeg(), AS_STORED, into)) {
      double pixels = (double) from.width() * from.height();
      double shrink = Math.min(1, Math.sqrt(Jpeg.MOST_PIXELS / Math.max(1, pixels)));
      grey(side(from.width() * shrink), side(from.height() * shrink), into);
    }
  }

  private static int side(double pixels) {
    return (int) Math.max(1, pixels);
  }

  private static void grey(int width, int height, Mat into) {
    try (Scalar middle = new Scalar(128, 128, 128, 0);
        Mat blank = new Mat(height, width, CV_8UC3, middle)) {
      blank.copyTo(into);
    }
  }

  @Override
  public void close() {
    bar.close();
    heat.close();
    jet.close();
    picture.close();
    fitted.close();
    overlay.close();
    left.close();
    right.close();
    pair.close();
  }
}
