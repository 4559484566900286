package throng.edge.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of rows while it grows at its end.
 *
 * <p>Whoever writes to it has it locked, so that no other process does: rows are written where this
 * one knows the end to be.
 */
final class RowFile implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final boolean isRegular;
  private final boolean isNew;

  /** Opens a file for writing, as {@link Files#newByteChannel} does. */
  interface Opening {
    SeekableByteChannel open(Path file) throws IOException;
  }

  private RowFile(SeekableByteChannel channel, boolean isRegular, boolean isNew) {
    this.channel = channel;
    this.isRegular = isRegular;
    this.isNew = isNew;
  }

  static SeekableByteChannel channel(Path file) throws IOException {
    return Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
  }

  /**
   * Goes on behind the last whole row of the file.
   *
   * @param anew without its rows
   */
  static RowFile open(Path file, boolean anew, Opening opening) throws IOException {
    SeekableByteChannel channel = opening.open(file);
    try {
      boolean isRegular = Files.isRegularFile(file);
      if (!isRegular) {
        return new RowFile(channel, false, true);
      }
      long end = anew ? 0 : end(file);
      // Only now: whoever closes a file gives up all locks that its process has on it.
      if (!isAlone(channel)) {
        throw new IOException("another program writes to it");
      }
      channel.truncate(end).position(end);
      return new RowFile(channel, true, end == 0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether rows can go on in a file: it begins with the header, and nobody else writes to it. */
  static boolean goesOn(Path file, byte[] header) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (SeekableByteChannel in = Files.newByteChannel(file);
        FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] begin = new byte[(int) Math.min(header.length, in.size())];
      read(in, 0, begin);
      return Arrays.equals(begin, Arrays.copyOf(header, begin.length)) && isAlone(out);
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether it keeps what is written; a device or FIFO does not. */
  boolean isRegular() {
    return isRegular;
  }

  /** Whether it begins with the rows that come. */
  boolean isNew() {
    return isNew;
  }

  /** Writes what it can; the rest stays in {@code rows} where it fails. */
  void write(ByteBuffer rows) throws IOException {
    while (rows.hasRemaining()) {
      channel.write(rows);
    }
  }

  /** Removes the last bytes: a row that is not whole. */
  void remove(int bytes) throws IOException {
    if (isRegular && bytes > 0) {
      channel.truncate(channel.position() - bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  // A place that is never written: elsewhere a lock keeps readers out too, on some systems.
  private static boolean isAlone(SeekableByteChannel channel) {
    try {
      return !(channel instanceof FileChannel file)
          || file.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException ownProcess) {
      return false;
    } catch (IOException noLocksHere) {
      return true;
    }
  }

  /** Where the last whole row ends; within a row, no cell holds such an end. */
  private static long end(Path file) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long end = in.size();
      while (end > 1) {
        long start = Math.max(0, end - CHUNK);
        byte[] chunk = new byte[(int) (end - start)];
        read(in, start, chunk);
        for (int i = chunk.length - 1; i > 0; i--) {
          if (chunk[i] == '\n' && chunk[i - 1] == '\r') {
            return start + i + 1;
          }
        }
        end = start == 0 ? 0 : start + 1;
      }
      return 0;
    }
  }

  private static void read(SeekableByteChannel in, long start, byte[] bytes) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(bytes);
    in.position(start);
    while (into.hasRemaining() && in.read(into) >= 0) {
      // A read may give less than was asked for.
    }
  }
}
