package throng.actors.counts.place;

import java.util.List;

/** A straight line between two points of a picture. */
record Edge(double fromX, double fromY, double toX, double toY) {

  /** The one from point {@code i} to the next. */
  static Edge of(List<PicturePoint> points, int i) {
    PicturePoint from = points.get(i);
    PicturePoint to = points.get((i + 1) % points.size());
    return new Edge(from.x(), from.y(), to.x(), to.y());
  }

  boolean isLevel() {
    return fromY == toY;
  }

  /** Whether it passes {@code y}, its upper end included, its lower end not. */
  boolean passes(double y) {
    return fromY <= y != toY <= y;
  }

  /** Where it is at {@code y}, which it passes. */
  double xAt(double y) {
    return fromX + (y - fromY) / (toY - fromY) * (toX - fromX);
  }

  /**
   * Whether the two have a point in common.
   *
   * @param areNeighbours they are joined: then only whether one runs back along the other
   */
  boolean meets(Edge other, boolean areNeighbours) {
    if (areNeighbours) {
      return runsBackAlong(other);
    }
    int a = side(other.fromX, other.fromY);
    int b = side(other.toX, other.toY);
    int c = other.side(fromX, fromY);
    int d = other.side(toX, toY);
    return a != b && c != d
        || a == 0 && spans(other.fromX, other.fromY)
        || b == 0 && spans(other.toX, other.toY)
        || c == 0 && other.spans(fromX, fromY)
        || d == 0 && other.spans(toX, toY);
  }

  /** Where two that are not parallel cross, if they do, as y; else not a number. */
  double crossingY(Edge other) {
    double dx = toX - fromX;
    double dy = toY - fromY;
    double otherDx = other.toX - other.fromX;
    double otherDy = other.toY - other.fromY;
    double cross = dx * otherDy - dy * otherDx;
    if (cross == 0) {
      return Double.NaN;
    }
    double along = ((other.fromX - fromX) * otherDy - (other.fromY - fromY) * otherDx) / cross;
    return along < 0 || along > 1 ? Double.NaN : fromY + along * dy;
  }

  // Neighbours share an end; straight on they may go, but not back.
  private boolean runsBackAlong(Edge next) {
    boolean isForward = toX == next.fromX && toY == next.fromY;
    Edge first = isForward ? this : next;
    Edge second = isForward ? next : this;
    return first.side(second.toX, second.toY) == 0
        && (first.toX - first.fromX) * (second.toX - second.fromX)
                + (first.toY - first.fromY) * (second.toY - second.fromY)
            < 0;
  }

  /** On which side of the line through it a point lies; 0: on it. */
  private int side(double x, double y) {
    return (int) Math.signum((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX));
  }

  /** Whether a point on the line through it lies between its ends. */
  private boolean spans(double x, double y) {
    return Math.min(fromX, toX) <= x
        && x <= Math.max(fromX, toX)
        && Math.min(fromY, toY) <= y
        && y <= Math.max(fromY, toY);
  }
}
