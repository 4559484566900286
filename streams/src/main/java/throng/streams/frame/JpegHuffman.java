package throng.streams.frame;

import java.util.Arrays;
import java.util.Optional;

/**
 * A Huffman table of a JPEG: ITU-T T.81, annexes C and F.2.2.3. Immutable.
 *
 * <p>What the extra bits behind a code say is of no interest here, only how many there are. So one
 * look at the next bits can pass over several coefficients at once.
 */
final class JpegHuffman {
  /** The table has no such code. */
  static final int NONE = 0;

  /** How many bits are looked at together. */
  static final int LOOKAHEAD = 11;

  /** Lengths of codes, in bits. */
  private static final int LENGTHS = 16;

  private static final int MOST_CODES = 256;
  private static final int LONGEST_RUN = 15;

  // A group of coefficients: how far it reaches, whether the block ends there, how many bits.
  static final int ADVANCE_SHIFT = 8;
  static final int BLOCK_ENDS = 0x80;
  static final int GROUP_BITS = 0x7F;
  private static final int BEYOND_EVERY_BLOCK = 0xFF << ADVANCE_SHIFT;

  /** Pictures of one source share their tables, and cameras the standard ones. */
  private static final int KEPT = 16;

  private static volatile JpegHuffman[] kept = {};

  private final byte[] definition;
  // By the next LOOKAHEAD bits: the code's length in the upper bits, its symbol in the lower 8.
  private final short[] codes = new short[1 << LOOKAHEAD];
  private final int[] groups = new int[1 << LOOKAHEAD];
  // By length: the first code that is too large for it, left-aligned; where its symbols begin.
  private final int[] limits = new int[LENGTHS + 1];
  private final int[] offsets = new int[LENGTHS + 1];

  private JpegHuffman(byte[] definition) {
    this.definition = definition;
  }

  /**
   * The table that is defined at {@code from}: sixteen numbers of codes, then their symbols; empty
   * if it is none.
   */
  static Optional<JpegHuffman> of(byte[] bytes, int from, int to) {
    int length = length(bytes, from, to);
    if (length > to - from) {
      return Optional.empty();
    }
    JpegHuffman[] known = kept;
    for (JpegHuffman one : known) {
      if (Arrays.equals(one.definition, 0, one.definition.length, bytes, from, from + length)) {
        return Optional.of(one);
      }
    }
    JpegHuffman made = new JpegHuffman(Arrays.copyOfRange(bytes, from, from + length));
    if (!made.fill()) {
      return Optional.empty();
    }
    JpegHuffman[] more = Arrays.copyOf(known, Math.min(KEPT, known.length + 1));
    System.arraycopy(known, 0, more, 1, more.length - 1);
    more[0] = made;
    kept = more;
    return Optional.of(made);
  }

  /** How many bytes the definition takes; more than there are if it is none. */
  static int length(byte[] bytes, int from, int to) {
    int codes = 0;
    for (int at = from; at < Math.min(to, from + LENGTHS); at++) {
      codes += bytes[at] & 0xFF;
    }
    return codes > MOST_CODES ? Integer.MAX_VALUE : LENGTHS + codes;
  }

  /** False if there are more codes of a length than it has room for. */
  private boolean fill() {
    int code = 0;
    int symbol = LENGTHS;
    for (int length = 1; length <= LENGTHS; length++) {
      int number = definition[length - 1] & 0xFF;
      offsets[length] = symbol - code;
      for (int i = 0; i < number && length <= LOOKAHEAD; i++) {
        int first = (code + i) << LOOKAHEAD - length;
        int last = first + (1 << LOOKAHEAD - length);
        if (last > codes.length) {
          return false;
        }
        Arrays.fill(
            codes, first, last, (short) (length << Byte.SIZE | definition[symbol + i] & 0xFF));
      }
      code += number;
      symbol += number;
      limits[length] = code << LENGTHS - length;
      if (code > 1 << length) {
        return false;
      }
      code <<= 1;
    }
    group();
    return true;
  }

  private void group() {
    for (int ahead = 0; ahead < groups.length; ahead++) {
      groups[ahead] = group(ahead);
    }
  }

  /** As many coefficients as have their codes within the bits that are ahead. */
  private int group(int ahead) {
    int bits = 0;
    int advance = 0;
    while (bits < LOOKAHEAD) {
      int code = codes[ahead << bits & codes.length - 1];
      int length = code >> Byte.SIZE;
      if (code == NONE || bits + length > LOOKAHEAD) {
        break;
      }
      bits += length + extraBits(code & 0xFF);
      if (endsBlock(code & 0xFF)) {
        return advance << ADVANCE_SHIFT | BLOCK_ENDS | bits;
      }
      advance += run(code & 0xFF) + 1;
    }
    return bits == 0 ? BEYOND_EVERY_BLOCK : advance << ADVANCE_SHIFT | bits;
  }

  /** Whether a symbol of a sequential JPEG says that only zeros follow in its block. */
  static boolean endsBlock(int symbol) {
    return extraBits(symbol) == 0 && run(symbol) != LONGEST_RUN;
  }

  /** How many zeros come before a symbol's coefficient. */
  static int run(int symbol) {
    return symbol >> 4;
  }

  /** How many bits of its value follow a symbol. */
  static int extraBits(int symbol) {
    return symbol & 0xF;
  }

  /** What may be passed over at once, by the next {@link #LOOKAHEAD} bits. */
  int[] groups() {
    return groups;
  }

  /**
   * The code that the window begins with: its length, eight bits further up than its symbol; {@link
   * #NONE} if there is none.
   *
   * @param window bits, from the uppermost on
   */
  int code(long window) {
    int code = codes[(int) (window >>> Long.SIZE - LOOKAHEAD)];
    return code == NONE ? longCode((int) (window >>> Long.SIZE - LENGTHS)) : code;
  }

  private int longCode(int sixteen) {
    for (int length = LOOKAHEAD + 1; length <= LENGTHS; length++) {
      if (sixteen < limits[length]) {
        int symbol = offsets[length] + (sixteen >> LENGTHS - length);
        return length << Byte.SIZE | definition[symbol] & 0xFF;
      }
    }
    return NONE;
  }
}
