package throng.actors.counts.place;

/**
 * A place in a picture, as fractions of its width and height.
 *
 * @param x from 0 on the left to 1 on the right
 * @param y from 0 at the top to 1 at the bottom
 */
public record PicturePoint(double x, double y) {
  public PicturePoint {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "A point's x and y are fractions of the picture's width and height, each from 0 to 1; these"
              + " are "
              + x
              + " and "
              + y
              + ".");
    }
  }
}
