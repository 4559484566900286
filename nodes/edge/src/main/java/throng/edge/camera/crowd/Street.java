package throng.edge.camera.crowd;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.subtract;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import throng.streams.frame.PixelSize;

/**
 * The empty street on which the synthetic crowd walks, and the camera's noise, as {@code
 * training/throng_training/synthetic.py} describes them.
 */
final class Street implements AutoCloseable {
  private static final double[] LIGHT_TILE = {122, 126, 128};
  private static final double[] DARK_TILE = {111, 114, 116};
  private static final double[] WALL_TOP = {186, 176, 168};
  private static final double[] WALL_FOOT = {142, 146, 146};
  private static final double[] WINDOW = {110, 100, 92};
  private static final double MERGED = 0.06;
  private static final double NOISE = 3;

  /** The noise of a picture is a part of one larger field, taken from another place each time. */
  private static final int SHIFTS = 64;

  private final PixelSize size;
  private final Mat empty;
  private final Mat brighter;
  private final Mat darker;

  Street(PixelSize size, SplittableRandom random) {
    this.size = size;
    this.empty = new Mat(size.height(), size.width(), CV_8UC3);
    this.brighter = new Mat(size.height() + SHIFTS, size.width() + SHIFTS, CV_8UC3);
    this.darker = new Mat(size.height() + SHIFTS, size.width() + SHIFTS, CV_8UC3);
    paint(empty.createBuffer());
    noise(brighter.createBuffer(), darker.createBuffer(), random);
  }

  /** Covers {@code picture} with the empty street. */
  void clear(Mat picture) {
    empty.copyTo(picture);
  }

  void addNoise(Mat picture, SplittableRandom random) {
    try (Rect part =
            new Rect(random.nextInt(SHIFTS), random.nextInt(SHIFTS), size.width(), size.height());
        Mat up = new Mat(brighter, part);
        Mat down = new Mat(darker, part)) {
      add(picture, up, picture);
      subtract(picture, down, picture);
    }
  }

  private void paint(ByteBuffer pixels) {
    double horizon = Figure.HORIZON * size.height();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          double tone =
              y < (int) horizon ? wall(x, y, horizon, channel) : ground(x, y, horizon, channel);
          pixels.put((byte) tone);
        }
      }
    }
  }

  private double wall(int x, int y, double horizon, int channel) {
    double left = 0.02 * size.width();
    double every = 0.09 * size.width();
    int window = (int) Math.max(0, Math.floor((x + 1 - left) / every));
    double edge = left + window * every;
    boolean across = x >= (int) edge && x < (int) (edge + 0.05 * size.width());
    if (across && y >= (int) (0.05 * size.height()) && y < (int) (0.16 * size.height())) {
      return WINDOW[channel];
    }
    double down = y / horizon;
    return (1 - down) * WALL_TOP[channel] + down * WALL_FOOT[channel];
  }

  private double ground(int x, int y, double horizon, int channel) {
    double depth = Math.max((y - horizon) / (size.height() - horizon), 1e-3);
    double u = (x - size.width() / 2.0) / (size.width() * depth);
    long tile = (long) Math.floor(10 * u) + (long) Math.floor(5 / depth);
    double light = depth < MERGED ? 0.5 : Math.floorMod(tile, 2L) == 0 ? 1 : 0;
    return light * LIGHT_TILE[channel] + (1 - light) * DARK_TILE[channel];
  }

  private static void noise(ByteBuffer brighter, ByteBuffer darker, SplittableRandom random) {
    while (brighter.hasRemaining()) {
      int step = (int) Math.floor(random.nextGaussian() * NOISE);
      brighter.put((byte) Math.max(0, step));
      darker.put((byte) Math.max(0, -step));
    }
  }

  @Override
  public void close() {
    empty.close();
    brighter.close();
    darker.close();
  }
}
