package throng.actors.counts.place;

import java.util.List;

/**
 * A polygon in a picture that does not cross or touch itself.
 *
 * @param points 3 to 64, in order, either way round; the last one is joined to the first
 */
public record Outline(List<PicturePoint> points) {
  /** The fewest points. */
  public static final int LEAST = 3;

  /** The most points. */
  public static final int MOST = 64;

  /** A pixel of a picture of a thousand by a thousand. */
  private static final double LEAST_AREA = 1e-6;

  /** The whole picture's. */
  static final Outline PICTURE =
      new Outline(
          List.of(
              new PicturePoint(0, 0),
              new PicturePoint(1, 0),
              new PicturePoint(1, 1),
              new PicturePoint(0, 1)));

  /** Refuses, in a sentence, what is no outline. */
  public Outline {
    points = List.copyOf(points);
    if (points.size() < LEAST || points.size() > MOST) {
      throw new IllegalArgumentException(
          "A zone has from %d to %d points; this one has %d."
              .formatted(LEAST, MOST, points.size()));
    }
    checkDoesNotCross(points);
    if (area(points) < LEAST_AREA) {
      throw new IllegalArgumentException(
          "The zone has no area: its points lie on one line, or almost. Move one aside.");
    }
  }

  /** Its area, as a fraction of the picture's. */
  public double area() {
    return area(points);
  }

  /** By the shoelace formula. */
  private static double area(List<PicturePoint> points) {
    double twice = 0;
    for (int i = 0; i < points.size(); i++) {
      PicturePoint from = points.get(i);
      PicturePoint to = points.get((i + 1) % points.size());
      twice += from.x() * to.y() - to.x() * from.y();
    }
    return Math.abs(twice) / 2;
  }

  private static void checkDoesNotCross(List<PicturePoint> points) {
    int n = points.size();
    for (int i = 0; i < n; i++) {
      if (points.get(i).equals(points.get((i + 1) % n))) {
        throw new IllegalArgumentException(
            "Points %d and %d are the same: leave one out.".formatted(i + 1, (i + 1) % n + 1));
      }
      for (int j = i + 1; j < n; j++) {
        if (Edge.of(points, i).meets(Edge.of(points, j), areNeighbours(i, j, n))) {
          throw new IllegalArgumentException(
              "The zone crosses itself: its line from point %d to %d meets the one from point %d to %d. Move one of these points."
                  .formatted(i + 1, (i + 1) % n + 1, j + 1, (j + 1) % n + 1));
        }
      }
    }
  }

  private static boolean areNeighbours(int i, int j, int n) {
    return j == i + 1 || (j + 1) % n == i;
  }
}
