package throng.streams.frame;

import org.jspecify.annotations.Nullable;

/**
 * A part of each block's coefficients, or one more bit of each: ITU-T T.81, G.1.2 and G.2.
 *
 * <p>Which coefficients have a further bit depends on those that earlier scans have set.
 */
abstract sealed class ProgressiveBlocks implements JpegBlocks {
  private static final int LAST = 63;
  private static final int LONGEST_RUN = 15;

  final JpegBits bits;
  final int first;
  final int last;
  private int emptyBlocks;

  private ProgressiveBlocks(JpegBits bits, int first, int last) {
    this.bits = bits;
    this.first = first;
    this.last = Math.min(LAST, last);
  }

  /**
   * @param high the bits that earlier scans left out; 0: there was no scan of these
   * @param low the bits that this scan leaves out
   */
  static JpegBlocks of(JpegBits bits, int first, int last, int high, int low) {
    if (first == 0) {
      return new Dc(bits, high == 0, low);
    }
    return high == 0 ? new AcFirst(bits, first, last) : new AcRefinement(bits, first, last);
  }

  @Override
  public boolean hasTables(JpegComponent component) {
    return component.ac != null;
  }

  @Override
  public boolean begins() {
    return false;
  }

  @Override
  public void restart() {
    emptyBlocks = 0;
  }

  /** Begins a run of blocks without further coefficients of their own, with this one. */
  final void emptyFrom(int symbol) {
    int length = JpegHuffman.run(symbol);
    emptyBlocks = (1 << length) + bits.bits(length);
  }

  /** Whether this block is one of such a run. */
  final boolean isEmpty() {
    return emptyBlocks > 0;
  }

  final void passedEmpty() {
    emptyBlocks--;
  }

  static boolean isRunOfBlocks(int symbol) {
    return JpegHuffman.endsBlock(symbol);
  }

  /** Each block's first coefficient. */
  private static final class Dc implements JpegBlocks {
    private final JpegBits bits;
    private final boolean begins;
    private final int low;

    Dc(JpegBits bits, boolean begins, int low) {
      this.bits = bits;
      this.begins = begins;
      this.low = low;
    }

    @Override
    public boolean hasTables(JpegComponent component) {
      return !begins || component.dc != null;
    }

    @Override
    public boolean begins() {
      return begins;
    }

    @Override
    public boolean pass(JpegComponent component, int block) {
      if (begins) {
        return SequentialBlocks.passFirst(bits, component, low);
      }
      bits.bits(1);
      return true;
    }

    @Override
    public void restart() {
      // Nothing goes on from one interval to the next.
    }
  }

  /** The first bits of the other coefficients. */
  private static final class AcFirst extends ProgressiveBlocks {
    AcFirst(JpegBits bits, int first, int last) {
      super(bits, first, last);
    }

    @Override
    public boolean pass(JpegComponent component, int block) {
      long[] coded = component.coded();
      int next = first;
      while (!isEmpty() && next <= last) {
        int symbol = symbol(component.ac);
        if (symbol < 0) {
          return false;
        }
        if (isRunOfBlocks(symbol)) {
          emptyFrom(symbol);
          break;
        }
        next += JpegHuffman.run(symbol);
        if (next > last) {
          return false;
        }
        int length = JpegHuffman.extraBits(symbol);
        coded[block] |= length == 0 ? 0 : 1L << next;
        bits.bits(length);
        next++;
      }
      if (isEmpty()) {
        passedEmpty();
      }
      return true;
    }
  }

  /** One more bit of the other coefficients. */
  private static final class AcRefinement extends ProgressiveBlocks {
    AcRefinement(JpegBits bits, int first, int last) {
      super(bits, first, last);
    }

    @Override
    public boolean pass(JpegComponent component, int block) {
      long[] coded = component.coded();
      int next = first;
      while (!isEmpty() && next <= last) {
        int symbol = symbol(component.ac);
        if (symbol < 0 || JpegHuffman.extraBits(symbol) > 1) {
          return false;
        }
        if (isRunOfBlocks(symbol)) {
          emptyFrom(symbol);
          break;
        }
        boolean isNew = JpegHuffman.extraBits(symbol) == 1;
        bits.bits(isNew ? 1 : 0);
        next = passZeros(coded[block], next, JpegHuffman.run(symbol));
        if (isNew) {
          if (next > last) {
            return false;
          }
          coded[block] |= 1L << next;
        }
        next++;
      }
      if (isEmpty()) {
        passZeros(coded[block], next, LONGEST_RUN + LAST);
        passedEmpty();
      }
      return true;
    }

    /** Where the zero stands behind so many others; those between that are not 0 have a bit. */
    private int passZeros(long coded, int from, int zeros) {
      int left = zeros;
      int next = from;
      while (next <= last) {
        if ((coded >>> next & 1) != 0) {
          bits.bits(1);
        } else if (left-- == 0) {
          break;
        }
        next++;
      }
      return next;
    }
  }

  final int symbol(@Nullable JpegHuffman ac) {
    return ac == null ? -1 : bits.symbol(ac);
  }
}
