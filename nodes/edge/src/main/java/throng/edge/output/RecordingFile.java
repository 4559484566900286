package throng.edge.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.Seekable;
import org.jspecify.annotations.Nullable;

/**
 * The file that FFmpeg writes a recording to.
 *
 * <p>FFmpeg does not tell of every failed write (AVI's writer tells of none), so this does: it
 * swallows what comes after a failure, and gives it away when asked.
 */
class RecordingFile extends OutputStream implements Seekable {
  private static final int FROM_START = 0;
  private static final int FROM_HERE = 1;
  private static final int FROM_END = 2;
  private static final int HEAD_BYTES = 256;
  private static final int ROOM = 1 << 20;
  private static final String FFMPEG = "FMP4";
  private static final String XVID = "XVID";

  private final RandomAccessFile file;
  private @Nullable IOException failure;
  private boolean xvid;
  private long written;

  /**
   * Begins the file anew.
   *
   * @throws IOException also if there is no room on the disk
   */
  RecordingFile(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (Files.isRegularFile(path)) {
        makeSureOfRoom(path);
      }
      file.seek(0);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  // FFmpeg's first bytes may find room where its next ones find none: a recording that is begun
  // anew on a full disk would then seem to go on, again and again.
  private void makeSureOfRoom(Path path) throws IOException {
    file.setLength(0);
    try {
      file.write(new byte[ROOM]);
    } catch (IOException e) {
      file.setLength(0);
      Files.deleteIfExists(path);
      throw e;
    }
    file.setLength(0);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(
        () -> {
          put(file, bytes, offset, length);
          written += length;
        });
  }

  /** Writes bytes where the file stands. */
  void put(RandomAccessFile to, byte[] bytes, int offset, int length) throws IOException {
    to.write(bytes, offset, length);
  }

  /** How many bytes the disk has taken. */
  long written() {
    return written;
  }

  @Override
  public void seek(long offset, int whence) {
    attempt(
        () -> {
          switch (whence) {
            case FROM_START -> file.seek(offset);
            case FROM_HERE -> file.seek(file.getFilePointer() + offset);
            case FROM_END -> file.seek(file.length() + offset);
            // FFmpeg asks for the size in this way too, and does without it.
            default -> file.getFilePointer();
          }
        });
  }

  /**
   * Has an AVI of MPEG-4 marked XVID at its end, which more players know; FFmpeg's own mark cannot
   * be chosen through JavaCV.
   */
  void asXvid() {
    xvid = true;
  }

  private void mark() {
    attempt(
        () -> {
          byte[] head = new byte[(int) Math.min(HEAD_BYTES, file.length())];
          file.seek(0);
          file.readFully(head);
          String text = new String(head, ISO_8859_1);
          for (int at = text.indexOf(FFMPEG); at >= 0; at = text.indexOf(FFMPEG, at + 1)) {
            file.seek(at);
            file.write(XVID.getBytes(ISO_8859_1));
          }
        });
  }

  /** Throws the first failure, if there was one. */
  void check() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public void close() throws IOException {
    if (xvid) {
      xvid = false;
      mark();
    }
    file.close();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    if (failure != null) {
      return;
    }
    try {
      step.run();
    } catch (IOException e) {
      failure = e;
    }
  }
}
