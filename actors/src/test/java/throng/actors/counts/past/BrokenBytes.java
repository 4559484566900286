package throng.actors.counts.past;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may come of a message whose sender is broken, or lies. */
public final class BrokenBytes {
  private static final int[] INSTEAD = {0, 1, 0x7f, 0x80, 0xff};

  private BrokenBytes() {}

  /** A message whole, cut after each of its bytes, and with each of them changed in some ways. */
  public static List<byte[]> of(byte[] message) {
    List<byte[]> all = new ArrayList<>();
    all.add(message);
    for (int at = 0; at < message.length; at++) {
      all.add(Arrays.copyOf(message, at));
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        all.add(with(message, at, message[at] ^ (1 << bit)));
      }
      for (int value : INSTEAD) {
        all.add(with(message, at, value));
      }
    }
    return all;
  }

  private static byte[] with(byte[] message, int at, int value) {
    byte[] changed = message.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** A message after a byte that tells what it is. */
  public static byte[] after(int first, byte[] message) {
    byte[] all = new byte[message.length + 1];
    all[0] = (byte) first;
    System.arraycopy(message, 0, all, 1, message.length);
    return all;
  }
}
