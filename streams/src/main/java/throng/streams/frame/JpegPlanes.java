package throng.streams.frame;

import java.util.stream.IntStream;

/**
 * The planes of a JPEG's components, each in whole blocks of 8 x 8 and as many of these as its
 * sampling factors make it interleave: ITU-T T.81, A.1.1 and A.2.4.
 */
final class JpegPlanes {
  private static final int BLOCK = 8;
  private static final int COEFFICIENTS = BLOCK * BLOCK;
  private static final int BYTES_PER_COEFFICIENT = 2;

  private final JpegHeader frame;
  private final int[] horizontal;
  private final int[] vertical;
  private final int mostHorizontal;
  private final int mostVertical;

  /**
   * @param factors each component's sampling factors: the horizontal one in the upper four bits
   */
  JpegPlanes(JpegHeader frame, int[] factors) {
    this.frame = frame;
    horizontal = IntStream.of(factors).map(both -> both >> 4).toArray();
    vertical = IntStream.of(factors).map(both -> both & 0xF).toArray();
    mostHorizontal = IntStream.of(horizontal).max().orElse(1);
    mostVertical = IntStream.of(vertical).max().orElse(1);
  }

  /** What all coefficients take, in bytes. */
  long bytes() {
    long blocks = 0;
    for (int i = 0; i < horizontal.length; i++) {
      blocks +=
          blocks(frame.width(), horizontal[i], mostHorizontal)
              * blocks(frame.height(), vertical[i], mostVertical);
    }
    return blocks * COEFFICIENTS * BYTES_PER_COEFFICIENT;
  }

  /** The samples of a component that has as many as there are pixels, with those that fill up. */
  long pixels() {
    return blocks(frame.width(), mostHorizontal, mostHorizontal)
        * blocks(frame.height(), mostVertical, mostVertical)
        * COEFFICIENTS;
  }

  private static long blocks(int side, int factor, int most) {
    return roundedUp(side, BLOCK * most) * factor;
  }

  private static long roundedUp(int side, int unit) {
    return (side + unit - 1) / unit;
  }
}
