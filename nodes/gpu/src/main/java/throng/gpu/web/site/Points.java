package throng.gpu.web.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import throng.actors.counts.place.GroundPoint;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.gpu.web.http.Problem;

/** Points as JSON has them: pairs of numbers. */
final class Points {
  private Points() {}

  /**
   * Places in a picture.
   *
   * @param key of the body, for sentences
   */
  static List<PicturePoint> picture(String key, List<double[]> points) {
    return read(key, points, PicturePoint::new);
  }

  /** Places on the ground. */
  static List<GroundPoint> ground(String key, List<double[]> points) {
    return read(key, points, GroundPoint::new);
  }

  private static <T> List<T> read(
      String key, List<double[]> points, BiFunction<Double, Double, T> make) {
    if (points.size() > Outline.MOST) {
      throw Problem.of(
          400, "%s holds %d points, and may hold %d.".formatted(key, points.size(), Outline.MOST));
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      read.add(point("%s: point %d".formatted(key, i + 1), points.get(i), make));
    }
    return read;
  }

  private static <T> T point(String which, double[] point, BiFunction<Double, Double, T> make) {
    // JSON may hold null in place of one.
    if (point == null || point.length != 2) {
      throw Problem.of(400, which + " must be [x, y], two numbers.");
    }
    try {
      return make.apply(point[0], point[1]);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, which + ": " + e.getMessage());
    }
  }

  static List<double[]> written(List<PicturePoint> points) {
    return points.stream().map(it -> new double[] {it.x(), it.y()}).toList();
  }
}
