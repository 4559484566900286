package throng.streams.frame;

/** All coefficients of a block together: ITU-T T.81, F.2.2. */
final class SequentialBlocks implements JpegBlocks {
  /** No difference of two blocks' brightness takes more bits in pictures of 8 bits a sample. */
  static final int MOST_DC_BITS = 11;

  private final JpegBits bits;

  SequentialBlocks(JpegBits bits) {
    this.bits = bits;
  }

  @Override
  public boolean hasTables(JpegComponent component) {
    return component.dc != null && component.ac != null;
  }

  @Override
  public boolean begins() {
    return true;
  }

  @Override
  public boolean pass(JpegComponent component, int block) {
    JpegHuffman ac = component.ac;
    return passFirst(bits, component, 0) && ac != null && bits.passCoefficients(ac);
  }

  /**
   * Passes over a block's first coefficient.
   *
   * @param low bits that a later scan has
   */
  static boolean passFirst(JpegBits bits, JpegComponent component, int low) {
    JpegHuffman dc = component.dc;
    int length = dc == null ? -1 : bits.symbol(dc);
    return length >= 0 && length <= MOST_DC_BITS && component.add(bits.signed(length) << low);
  }

  @Override
  public void restart() {
    // Blocks do not depend on one another as far as it matters here.
  }
}
