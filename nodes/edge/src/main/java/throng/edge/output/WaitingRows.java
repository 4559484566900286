package throng.edge.output;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rows that wait for the disk; of the first one a part may be there already. */
final class WaitingRows {
  private final Deque<byte[]> rows = new ArrayDeque<>();
  private int bytes;
  private int cut;

  void add(byte[] row) {
    rows.addLast(row);
    bytes += row.length;
  }

  /** Puts a row before all others, none of which is there in part. */
  void addFirst(byte[] row) {
    rows.addFirst(row);
    bytes += row.length;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  int bytes() {
    return bytes;
  }

  /** How many bytes of the first row are on the disk. */
  int cut() {
    return cut;
  }

  /** Whether {@code row} is the first that waits. */
  boolean beginsWith(byte[] row) {
    return rows.peekFirst() == row;
  }

  /** All that is not on the disk. */
  ByteBuffer rest() {
    ByteBuffer all = ByteBuffer.allocate(bytes);
    rows.forEach(all::put);
    return all.flip().position(cut).slice();
  }

  /** So many bytes of the rest are on the disk now. */
  void written(int count) {
    cut += count;
    for (byte[] first = rows.peekFirst();
        first != null && cut >= first.length;
        first = rows.peekFirst()) {
      rows.removeFirst();
      cut -= first.length;
      bytes -= first.length;
    }
  }

  /** Nothing of the first row is on the disk any more. */
  void uncut() {
    cut = 0;
  }
}
