package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/**
 * Pictures with the counts that a network must find in them, whatever computes it.
 *
 * <p>For networks that take RGB bytes as decoded.
 */
record Golden(List<Picture> pictures) {
  /** Of fewer people a part would mean nothing: those that are off are compared with so many. */
  private static final double FEWEST = 10;

  /**
   * One of them.
   *
   * @param png the picture
   * @param count the people that the network counts in it where it is computed as it should be
   */
  record Picture(byte[] png, double count) {

    /** Reads a density map as the training code writes it: rows and columns, then a line a row. */
    static Picture of(byte[] png, byte[] map) {
      String text = new String(map, StandardCharsets.UTF_8);
      double count =
          text.lines()
              .skip(1)
              .flatMap(line -> List.of(line.strip().split(" ")).stream())
              .filter(value -> !value.isEmpty())
              .mapToDouble(Double::parseDouble)
              .sum();
      return new Picture(png, count);
    }
  }

  /**
   * How far the answers are off, as a part of all people in the pictures, or of ten where there are
   * fewer. What cells have below nobody is off, too: others would hide it in the sum.
   *
   * @param name the network's, for messages
   * @throws SettingsException if a value of its density is no number
   */
  double deviation(DensityModel model, String name) {
    double off = 0;
    double people = 0;
    try (PicturePool pool = new PicturePool(0)) {
      for (Picture picture : pictures) {
        off += off(model, name, pool, picture);
        people += picture.count();
      }
    }
    return off / Math.max(FEWEST, people);
  }

  private static double off(DensityModel model, String name, PicturePool pool, Picture picture) {
    try (NativePicture input = decode(picture.png(), pool)) {
      Density density = model.infer(List.of(input)).get(0);
      double sum = 0;
      double below = 0;
      for (float value : density.values()) {
        if (!Float.isFinite(value)) {
          throw new SettingsException(
              name + " is wrong on its golden pictures: what it finds in a cell is no number.");
        }
        sum += value;
        below += Math.max(0, -value);
      }
      return Math.abs(sum - picture.count()) + below;
    }
  }

  private static NativePicture decode(byte[] png, PicturePool pool) {
    try (BytePointer bytes = new BytePointer(png);
        Mat source = new Mat(1, png.length, CV_8UC1, bytes);
        Mat decoded = imdecode(source, IMREAD_COLOR_RGB)) {
      TensorSize size = new TensorSize(decoded.rows(), decoded.cols());
      NativePicture picture = pool.take(size, 3 * size.pixels());
      try (Mat target = Normalisation.view(picture.slab().memory(), size, CV_8UC3)) {
        decoded.copyTo(target);
      }
      return picture;
    }
  }
}
