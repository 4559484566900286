package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_JET;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.streams.frame.DensityMap;

/**
 * Colours a density map in JET, blue for nobody and red for the densest, at a picture's size.
 *
 * <p>Its pictures are native and reused from call to call; one thread.
 */
final class Jet implements AutoCloseable {
  private static final double WHOLE = 255;
  private static final double STRONGEST_COVER = 0.65;

  private final Mat heat = new Mat();
  private final Mat colours = new Mat();
  private final Mat cover = new Mat();
  private final Mat rest = new Mat();

  /** The map alone, opaque. Valid until the next call. */
  Mat colours(DensityMap map, float full, int width, int height) {
    stretch(levels(map, full, 1), map, width, height, heat);
    applyColorMap(heat, colours, COLORMAP_JET);
    return colours;
  }

  /** Lays the map over {@code picture}: the denser, the less of the picture shows through. */
  void layOver(Mat picture, DensityMap map, float full) {
    colours(map, full, picture.cols(), picture.rows());
    stretch(levels(map, full, STRONGEST_COVER), map, picture.cols(), picture.rows(), heat);
    cvtColor(heat, cover, COLOR_GRAY2BGR);
    bitwise_not(cover, rest);
    multiply(picture, rest, picture, 1 / WHOLE, CV_8U);
    multiply(colours, cover, colours, 1 / WHOLE, CV_8U);
    add(picture, colours, picture);
  }

  /** One byte a cell; with a cover below 1 the square root lifts what is sparse into sight. */
  private static byte[] levels(DensityMap map, float full, double cover) {
    float[] values = map.values();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double share = Math.min(1, Math.max(0, values[i] / full));
      levels[i] = (byte) Math.round(WHOLE * (cover == 1 ? share : cover * Math.sqrt(share)));
    }
    return levels;
  }

  private static void stretch(byte[] levels, DensityMap map, int width, int height, Mat out) {
    try (BytePointer bytes = new BytePointer(levels);
        Mat cells = new Mat(map.rows(), map.columns(), CV_8U, bytes);
        Size size = new Size(width, height)) {
      resize(cells, out, size, 0, 0, INTER_LINEAR);
    }
  }

  @Override
  public void close() {
    heat.close();
    colours.close();
    cover.close();
    rest.close();
  }
}
