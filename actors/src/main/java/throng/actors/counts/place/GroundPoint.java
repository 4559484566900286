package throng.actors.counts.place;

/**
 * A place on the ground, in metres from any one point, along any two directions at a right angle.
 */
public record GroundPoint(double x, double y) {
  private static final double FARTHEST = 10_000;

  public GroundPoint {
    if (!(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST)) {
      throw new IllegalArgumentException(
          "A place on the ground is given in metres, from -10000 to 10000; this is %s and %s."
              .formatted(x, y));
    }
  }
}
