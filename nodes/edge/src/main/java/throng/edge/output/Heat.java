package throng.edge.output;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.multiply;
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
 * Colours density maps by a {@link DensityScale}, at a picture's size.
 *
 * <p>Its pictures are native, blue-green-red, and reused from call to call; one thread.
 */
final class Heat implements AutoCloseable {
  private static final double WHOLE = 255;
  private static final double STRONGEST_COVER = 0.75;

  private final DensityScale scale;
  private final BytePointer table = new BytePointer(DensityColours.bgr());
  private final Mat ramp = new Mat(DensityColours.NUMBER, 1, CV_8UC3, table);
  private final Mat heat = new Mat();
  private final Mat colours = new Mat();
  private final Mat cover = new Mat();
  private final Mat rest = new Mat();

  Heat(DensityScale scale) {
    this.scale = scale;
  }

  /** The colours in their order: a column. */
  Mat ramp() {
    return ramp;
  }

  /** The map alone, opaque. Valid until the next call. */
  Mat colours(DensityMap map, int width, int height) {
    stretch(levels(map, false), map, width, height);
    applyColorMap(heat, colours, ramp);
    return colours;
  }

  /** Lays the map over {@code picture}: the denser, the less of the picture shows through. */
  void layOver(Mat picture, DensityMap map) {
    colours(map, picture.cols(), picture.rows());
    stretch(levels(map, true), map, picture.cols(), picture.rows());
    cvtColor(heat, cover, COLOR_GRAY2BGR);
    bitwise_not(cover, rest);
    multiply(picture, rest, picture, 1 / WHOLE, CV_8U);
    multiply(colours, cover, colours, 1 / WHOLE, CV_8U);
    add(picture, colours, picture);
  }

  private byte[] levels(DensityMap map, boolean isCover) {
    float[] values = map.values();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double place = scale.place(values[i], values.length);
      levels[i] = (byte) Math.round(WHOLE * (isCover ? STRONGEST_COVER * Math.sqrt(place) : place));
    }
    return levels;
  }

  private void stretch(byte[] levels, DensityMap map, int width, int height) {
    try (BytePointer bytes = new BytePointer(levels);
        Mat cells = new Mat(map.rows(), map.columns(), CV_8U, bytes);
        Size size = new Size(width, height)) {
      resize(cells, heat, size, 0, 0, INTER_LINEAR);
    }
  }

  @Override
  public void close() {
    ramp.close();
    table.close();
    heat.close();
    colours.close();
    cover.close();
    rest.close();
  }
}
