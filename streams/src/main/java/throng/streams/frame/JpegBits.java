package throng.streams.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the entropy-coded bits of a JPEG's scans, up to their markers. One thread.
 *
 * <p>Behind the last bit come zeros, as many as are asked for: {@link #isOverrun} tells.
 */
final class JpegBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int FIRST_RESTART = 0xD0;
  private static final int COEFFICIENTS = 64;

  /** A code of 16 bits and what follows it are no longer. */
  private static final int LONGEST_SYMBOL = 32;

  private final byte[] bytes;
  // The next byte that is not yet in the window.
  private int position;
  // From the uppermost bit on; below those that are held there may be bits of the bytes to come.
  private long window;
  private int held;
  // Of those that are held, the last ones, which are zeros in place of bits that there are none of.
  private int invented;

  JpegBits(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes on behind a scan's header. */
  void begin(int at) {
    position = at;
    window = 0;
    held = 0;
    invented = 0;
  }

  /** Whether more bits were read than there are before the next marker. */
  boolean isOverrun() {
    return held < invented;
  }

  /** Passes over a sequential block's coefficients from the second on; false if that cannot be. */
  boolean passCoefficients(JpegHuffman table) {
    int next = 1;
    while (next < COEFFICIENTS) {
      next = passGroups(table.groups(), next);
      if (next < COEFFICIENTS) {
        // The block ends within the group, or its code is a long one.
        int symbol = symbol(table);
        if (symbol < 0) {
          return false;
        }
        skip(JpegHuffman.extraBits(symbol));
        next = JpegHuffman.endsBlock(symbol) ? COEFFICIENTS : next + JpegHuffman.run(symbol) + 1;
      }
    }
    return next == COEFFICIENTS;
  }

  /**
   * Passes over whole groups, almost all that there is to read; the next coefficient, 64 behind the
   * block. What is written here again and again is kept in variables of the method's own.
   */
  private int passGroups(int[] groups, int first) {
    long ahead = window;
    int left = held;
    int next = first;
    while (next < COEFFICIENTS) {
      if (left < LONGEST_SYMBOL) {
        window = ahead;
        held = left;
        fill();
        ahead = window;
        left = held;
      }
      int group = groups[(int) (ahead >>> Long.SIZE - JpegHuffman.LOOKAHEAD)];
      int reached = next + (group >> JpegHuffman.ADVANCE_SHIFT);
      boolean ends = (group & JpegHuffman.BLOCK_ENDS) != 0;
      if (reached > COEFFICIENTS || (reached == COEFFICIENTS && ends)) {
        break;
      }
      ahead <<= group & JpegHuffman.GROUP_BITS;
      left -= group & JpegHuffman.GROUP_BITS;
      next = ends ? COEFFICIENTS : reached;
    }
    window = ahead;
    held = left;
    return next;
  }

  /** Reads a code; negative if there is no such one. */
  int symbol(JpegHuffman table) {
    fill();
    int code = table.code(window);
    skip(code >> Byte.SIZE);
    return code == JpegHuffman.NONE ? -1 : code & 0xFF;
  }

  /**
   * @param number at most 16
   */
  int bits(int number) {
    if (number == 0) {
      return 0;
    }
    fill();
    int bits = (int) (window >>> Long.SIZE - number);
    skip(number);
    return bits;
  }

  /** The number that so many bits stand for, F.2.2.1: the lower half of the values is negative. */
  int signed(int length) {
    int bits = bits(length);
    return length == 0 || bits >>> length - 1 != 0 ? bits : bits - (1 << length) + 1;
  }

  private void skip(int bits) {
    window <<= bits;
    held -= bits;
  }

  /** Has at least as many bits held as a symbol may have. */
  private void fill() {
    if (held >= LONGEST_SYMBOL) {
      return;
    }
    if (position + Long.BYTES <= bytes.length) {
      long eight = (long) LONG.get(bytes, position);
      if (!JpegScans.hasMark(eight)) {
        window |= eight >>> held;
        position += Long.SIZE - 1 - held >> 3;
        held |= Long.SIZE - Byte.SIZE;
        return;
      }
    }
    fillByBytes();
  }

  private void fillByBytes() {
    while (held <= Long.SIZE - 2 * Byte.SIZE) {
      int next = position < bytes.length ? bytes[position] & 0xFF : JpegStart.MARK;
      if (next != JpegStart.MARK) {
        position++;
      } else if (position + 1 < bytes.length && bytes[position + 1] == 0) {
        position += 2;
      } else {
        next = 0;
        invented += Byte.SIZE;
      }
      window |= (long) next << Long.SIZE - Byte.SIZE - held;
      held += Byte.SIZE;
    }
  }

  /**
   * Goes on behind the next restart marker; false if there is another one, or none.
   *
   * @param number of the marker, 0 to 7
   */
  boolean restart(int number) {
    int marker = nextMarker();
    boolean isIt = marker < bytes.length && (bytes[marker + 1] & 0xFF) == FIRST_RESTART + number;
    begin(isIt ? marker + 2 : marker);
    return isIt;
  }

  /** Where the next marker begins behind what was read; the end if there is none. */
  int nextMarker() {
    return nextMarker(bytes, position);
  }

  /** The first marker from here on, fill bytes and others passed over; the end if there is none. */
  static int nextMarker(byte[] bytes, int from) {
    for (int at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] == (byte) JpegStart.MARK
          && bytes[at + 1] != 0
          && bytes[at + 1] != (byte) JpegStart.MARK) {
        return at;
      }
    }
    return bytes.length;
  }
}
