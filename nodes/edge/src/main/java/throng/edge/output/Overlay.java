package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.hconcat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.Skipped;

/**
 * Draws outcomes: the picture, and the picture with its density map and count over it.
 *
 * <p>The pictures are native, blue-green-red, and reused from call to call; one camera's, one
 * thread.
 */
final class Overlay implements AutoCloseable {
  // The map belongs to the pixels as they are stored: the node does not turn a picture either.
  private static final int AS_STORED = IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final ColourScale scale = new ColourScale();
  private final Jet jet = new Jet();
  private final Mat picture = new Mat();
  private final Mat fitted = new Mat();
  private final Mat overlay = new Mat();
  private final Mat left = new Mat();
  private final Mat right = new Mat();
  private final Mat pair = new Mat();

  /** The picture with its map and count over it, at the picture's size. */
  Mat draw(Outcome outcome) {
    decode(outcome.frame().picture(), picture);
    picture.copyTo(overlay);
    layOver(outcome);
    return overlay;
  }

  /** The picture alone. Valid until the next call, as all of them are. */
  Mat plain(Outcome outcome) {
    decode(outcome.frame().picture(), picture);
    return picture;
  }

  /**
   * The picture with its time, and the overlay with its count beside it, each of the box's size.
   */
  Mat sideBySide(Outcome outcome, Letterbox box) {
    decode(outcome.frame().picture(), picture);
    box.scale(picture, fitted);
    fitted.copyTo(overlay);
    layOver(outcome);
    Label.write(fitted, time(outcome.frame().picture()));
    box.frame(fitted, left);
    box.frame(overlay, right);
    hconcat(left, right, pair);
    return pair;
  }

  /** The map alone, at the size of the picture that was drawn last. */
  Mat colours(DensityMap map) {
    float full = new ColourScale().next(map.values());
    return jet.colours(map, full, picture.cols(), picture.rows());
  }

  private void layOver(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap map && map.values().length > 0) {
      jet.layOver(overlay, map, scale.next(map.values()));
    }
    Label.write(overlay, caption(outcome));
  }

  static String caption(Outcome outcome) {
    if (outcome.reply() instanceof DensityMap map) {
      return String.format(Locale.ROOT, "%.1f", map.count());
    }
    return outcome.reply() instanceof Skipped skipped ? skipped.reason().name() : Reasons.LOST;
  }

  private static String time(Picture picture) {
    return TIME.format(Instant.ofEpochMilli(picture.capturedMillis()))
        + (picture.positionSeconds().isPresent()
            ? String.format(Locale.ROOT, "  %.1f s", picture.positionSeconds().getAsDouble())
            : "");
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
    jet.close();
    picture.close();
    fitted.close();
    overlay.close();
    left.close();
    right.close();
    pair.close();
  }
}
