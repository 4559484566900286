package throng.edge.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file of rows, in each camera's order: one for every frame that was sent, or one for every
 * interval.
 *
 * <p>The cameras of a process share it: rows are written whole. What was written a second ago is on
 * the disk, so that a kill loses little. While the disk takes nothing some rows wait, and those
 * beyond are counted; of a row that was cut, nothing stays until it can be written whole.
 */
final class CsvFile {
  private static final int MOST_WAITING = 1 << 16;

  private final FileSeries files;
  private final RowFile.Opening opening;
  private final Outage outage;
  private final byte[] header;
  private final WaitingRows waiting = new WaitingRows();
  private @Nullable RowFile file;
  private @Nullable Path path;

  private CsvFile(FileSeries files, RowFile.Opening opening, Outage outage, String columns) {
    this.files = files;
    this.opening = opening;
    this.outage = outage;
    this.header = line(columns);
  }

  /**
   * Goes on in the file of that name where its columns are the same, else begins another.
   *
   * @param overwrite begins it anew
   * @param columns its first row
   */
  static CsvFile begin(
      FileSeries files, boolean overwrite, RowFile.Opening opening, Outage outage, String columns)
      throws IOException {
    CsvFile csv = new CsvFile(files, opening, outage, columns);
    csv.begin(files.first(it -> RowFile.goesOn(it, csv.header)), overwrite);
    return csv;
  }

  /** Closes the file; call it once no camera writes any more. */
  synchronized void close() throws IOException {
    write();
    outage.missed(waiting.beginsWith(header) ? waiting.size() - 1 : waiting.size());
    outage.close();
    if (file != null) {
      file.close();
    }
  }

  /** Takes a row, without the line's end. */
  synchronized void write(String row) {
    beginNextIfDue();
    if (waiting.bytes() >= MOST_WAITING) {
      flush();
    }
    if (waiting.bytes() >= MOST_WAITING) {
      outage.missed(1);
    } else {
      waiting.add(line(row));
    }
  }

  /** Writes what waits, unless the disk rests; called about once a second. */
  synchronized void flush() {
    files.everySecond();
    if (outage.mayTry()) {
      write();
    }
  }

  private void write() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      RowFile to = current();
      ByteBuffer rest = waiting.rest();
      try {
        to.write(rest);
      } finally {
        waiting.written(rest.position());
      }
      outage.over();
    } catch (IOException e) {
      outage.failed(e);
      leave();
    }
  }

  private RowFile current() throws IOException {
    RowFile opened = file;
    if (opened != null) {
      return opened;
    }
    return path == null ? begin(files.next(), false) : open(path, false);
  }

  private RowFile begin(Path next, boolean anew) throws IOException {
    try {
      return open(next, anew);
    } catch (IOException e) {
      files.giveBack(next);
      throw e;
    }
  }

  private RowFile open(Path at, boolean anew) throws IOException {
    RowFile opened = RowFile.open(at, anew, opening);
    if (opened.isNew() && !waiting.beginsWith(header)) {
      waiting.addFirst(header);
    }
    file = opened;
    path = at;
    return opened;
  }

  // A disk that went away and came back is known by its name only: the file is opened again.
  private void leave() {
    RowFile left = file;
    if (left == null || !left.isRegular()) {
      return;
    }
    file = null;
    try (left) {
      left.remove(waiting.cut());
    } catch (IOException cutStays) {
      // It is removed when the file is opened again.
    }
    waiting.uncut();
  }

  // The next file is opened with the first row that is written to it.
  private void beginNextIfDue() {
    RowFile ending = file;
    if (ending == null || !files.isOver()) {
      return;
    }
    flush();
    if (!waiting.isEmpty()) {
      return;
    }
    try {
      file = null;
      path = null;
      ending.close();
    } catch (IOException e) {
      outage.failed(e);
    }
  }

  private static byte[] line(String row) {
    return (row + CsvRow.END).getBytes(UTF_8);
  }
}
