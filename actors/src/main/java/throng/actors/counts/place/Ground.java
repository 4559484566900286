package throng.actors.counts.place;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a picture which place of the flat ground is seen: four points, and what they are in
 * metres. Heads are not on the ground: areas are those of what zones cover of the ground, so a zone
 * is to be drawn around where feet stand.
 *
 * @param picture the four points, in order around the place between them
 * @param metres the same four on the ground
 */
public record Ground(List<PicturePoint> picture, List<GroundPoint> metres) {
  private static final int POINTS = 4;

  /**
   * How much farther than the middle of the four points is too far: there a hand's breadth in the
   * picture is a field.
   */
  private static final double LEAST_DEPTH = 0.01;

  /** Refuses, in a sentence, what cannot be flat ground before a camera. */
  public Ground {
    picture = List.copyOf(picture);
    metres = List.copyOf(metres);
    if (picture.size() != POINTS || metres.size() != POINTS) {
      throw new IllegalArgumentException(
          "The ground is given by 4 points in the picture and the same 4 in metres; these are %d and %d."
              .formatted(picture.size(), metres.size()));
    }
    checkGoesAround(flat(picture), "in the picture");
    checkGoesAround(metres, "on the ground");
    Homography map = Homography.of(picture, metres);
    if (picture.stream().anyMatch(point -> map.depth(point) < LEAST_DEPTH)) {
      throw new IllegalArgumentException(
          "No flat ground looks like this: check the order of the points, and their metres.");
    }
  }

  /** A rectangle on the ground: its corners in the picture in order, and two of its sides. */
  public static Ground rectangle(List<PicturePoint> corners, double metres, double byMetres) {
    return new Ground(
        corners,
        List.of(
            new GroundPoint(0, 0),
            new GroundPoint(metres, 0),
            new GroundPoint(metres, byMetres),
            new GroundPoint(0, byMetres)));
  }

  /**
   * The ground that an outline covers, in square metres.
   *
   * @throws IllegalArgumentException in a sentence, if one of its points is at the horizon or
   *     beyond
   */
  public double squareMetres(Outline outline) {
    Homography map = Homography.of(picture, metres);
    List<GroundPoint> corners = new ArrayList<>();
    for (int i = 0; i < outline.points().size(); i++) {
      PicturePoint point = outline.points().get(i);
      if (map.depth(point) < LEAST_DEPTH) {
        throw new IllegalArgumentException(
            "Point %d of the zone lies at the horizon of the ground or beyond it, where there is no area: move it down, or mark the ground anew."
                .formatted(i + 1));
      }
      corners.add(map.ground(point));
    }
    // A projective map takes straight lines to straight lines.
    return Math.abs(twiceArea(corners)) / 2;
  }

  private static List<GroundPoint> flat(List<PicturePoint> points) {
    return points.stream().map(point -> new GroundPoint(point.x(), point.y())).toList();
  }

  /** Refuses corners whose turns are not all the same way. */
  private static void checkGoesAround(List<GroundPoint> corners, String where) {
    int left = 0;
    int right = 0;
    for (int i = 0; i < POINTS; i++) {
      GroundPoint a = corners.get(i);
      GroundPoint b = corners.get((i + 1) % POINTS);
      GroundPoint c = corners.get((i + 2) % POINTS);
      double turn = (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x());
      left += turn < 0 ? 1 : 0;
      right += turn > 0 ? 1 : 0;
    }
    if (left != POINTS && right != POINTS) {
      throw new IllegalArgumentException(
          "The four points %s must go around one place, none between the others: take the corners of a rectangle on the ground, in order."
              .formatted(where));
    }
  }

  private static double twiceArea(List<GroundPoint> corners) {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      GroundPoint from = corners.get(i);
      GroundPoint to = corners.get((i + 1) % corners.size());
      twice += from.x() * to.y() - to.x() * from.y();
    }
    return twice;
  }
}
