package throng.edge.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Which part of the colours stands for which density: always the same, so that a colour means as
 * many people tomorrow, and beside another camera's picture.
 *
 * <p>Densities are people on a hundredth of the picture's area. The root lifts what is sparse into
 * sight.
 *
 * @param densest has the last colour, and whatever is denser
 */
record DensityScale(double densest) {
  /** What the numbers of a legend are. */
  static final String UNIT = "people on 1 % of the picture";

  static final String SHORT_UNIT = "people / 1 %";

  private static final double HUNDREDTHS = 100;
  private static final double[] MARKED = {0, 0.05, 0.25, 0.5, 1};

  /**
   * A number of the legend.
   *
   * @param place from 0 to 1, along the colours
   */
  record Mark(double place, String label) {}

  /**
   * The place along the colours, from 0 to 1.
   *
   * @param people in a cell of the map
   * @param cells of the whole map
   */
  double place(double people, int cells) {
    double density = people * cells / HUNDREDTHS;
    return density > 0 ? Math.min(1, Math.sqrt(density / densest)) : 0;
  }

  /** A legend's numbers, in their order. */
  List<Mark> marks() {
    return DoubleStream.of(MARKED)
        .mapToObj(share -> new Mark(Math.sqrt(share), label(share * densest)))
        .toList();
  }

  private static String label(double density) {
    return density == Math.rint(density)
        ? Long.toString((long) density)
        : String.format(Locale.ROOT, "%.2g", density);
  }
}
