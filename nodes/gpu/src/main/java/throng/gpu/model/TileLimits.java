package throng.gpu.model;

/**
 * What a device runs at once.
 *
 * @param side of the tiles, in pixels, at most
 * @param whole the pixels of the largest picture that is not cut into them
 */
record TileLimits(int side, long whole) {

  /** Squares, and whatever has no more pixels. */
  static TileLimits ofSide(int side) {
    return new TileLimits(side, (long) side * side);
  }

  /** What both devices run at once. */
  TileLimits and(TileLimits other) {
    return new TileLimits(Math.min(side, other.side), Math.min(whole, other.whole));
  }
}
