package throng.streams.frame;

import org.jspecify.annotations.Nullable;

/** One colour plane of a JPEG, and how the scan that is read codes it. One thread. */
final class JpegComponent {
  private static final int BLOCK = 8;

  /**
   * A black block has 1024, eight times its samples, and an encoder may round that up by a step.
   */
  private static final int BRIGHTEST = 1040;

  final int id;
  final int quantisation;
  final int horizontal;
  final int vertical;
  @Nullable JpegHuffman dc;
  @Nullable JpegHuffman ac;

  /** Whether a scan has brought its blocks' first coefficients. */
  boolean begun;

  /** What its first coefficients are multiplied by. */
  private int step = 1;

  private int brightness;
  private int blocks;
  private long @Nullable [] coded;

  /**
   * @param factors the sampling factors: the horizontal one in the upper four bits
   * @param quantisation the number of its table
   */
  JpegComponent(int id, int factors, int quantisation) {
    this.id = id;
    this.quantisation = quantisation;
    this.horizontal = factors >> 4;
    this.vertical = factors & 0xF;
  }

  /** Takes the picture's size, and the largest factors of its components. */
  void size(JpegHeader frame, int mostHorizontal, int mostVertical) {
    blocks =
        blocks(frame.width(), horizontal, mostHorizontal)
            * blocks(frame.height(), vertical, mostVertical);
  }

  private static int blocks(int side, int factor, int most) {
    return roundedUp(roundedUp(side * factor, most), BLOCK);
  }

  static int roundedUp(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Goes on to the next block's brightness; false if none is so bright, or so dark. */
  boolean add(int difference) {
    brightness += difference;
    return (long) Math.abs(brightness) * step <= BRIGHTEST + step;
  }

  /** A scan begins. */
  void begin(int step) {
    this.step = step;
    restart();
  }

  /** The next block's brightness is its own. */
  void restart() {
    brightness = 0;
  }

  /** The blocks that a scan of this component alone has. */
  int blocks() {
    return blocks;
  }

  /** In an MCU together with others' blocks. */
  int blocksPerMcu() {
    return horizontal * vertical;
  }

  /** For each block which of its coefficients are not 0, a bit each; as the scans so far say. */
  long[] coded() {
    if (coded == null) {
      coded = new long[blocks];
    }
    return coded;
  }
}
