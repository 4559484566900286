package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_JET;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.streams.frame.DensityMap;

/**
 * Colours a density map as the remote crowd counter of 2019 does, for files that take the place of
 * its own: in JET, blue for nobody and red for this map's densest place.
 *
 * <p>Its pictures are native and reused from call to call; one thread.
 */
final class Jet implements AutoCloseable {
  private static final double WHOLE = 255;
  private static final double DENSEST_SHARE = 0.995;

  // People a cell: about a quarter of the peak that one person makes in a map. The noise of an
  // empty
  // scene must not glow.
  private static final float FLOOR = 0.02f;

  private final Mat heat = new Mat();
  private final Mat colours = new Mat();

  /** The map alone, opaque. Valid until the next call. */
  Mat colours(DensityMap map, int width, int height) {
    try (BytePointer bytes = new BytePointer(levels(map.values()));
        Mat cells = new Mat(map.rows(), map.columns(), CV_8U, bytes);
        Size size = new Size(width, height)) {
      resize(cells, heat, size, 0, 0, INTER_LINEAR);
    }
    applyColorMap(heat, colours, COLORMAP_JET);
    return colours;
  }

  private static byte[] levels(float[] values) {
    float densest = densest(values);
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double share = Math.min(1, Math.max(0, values[i] / densest));
      levels[i] = (byte) Math.round(WHOLE * share);
    }
    return levels;
  }

  /** The value that only one cell in two hundred exceeds, but at least half of the largest. */
  private static float densest(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float largest = sorted[sorted.length - 1];
    float robust = sorted[(int) (DENSEST_SHARE * (sorted.length - 1))];
    return Float.isFinite(largest) ? Math.max(FLOOR, Math.max(robust, largest / 2)) : FLOOR;
  }

  @Override
  public void close() {
    heat.close();
    colours.close();
  }
}
