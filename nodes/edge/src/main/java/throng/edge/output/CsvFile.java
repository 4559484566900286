package throng.edge.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import throng.streams.flow.Outcome;

/**
 * The file with a row for every frame that was sent, in each camera's order.
 *
 * <p>The cameras of a process share it: rows are written whole. What was written a second ago is on
 * the disk, so that a kill loses little.
 */
public final class CsvFile {
  private final Writer writer;
  private boolean failed;

  private CsvFile(OutputStream out) throws IOException {
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(CsvRow.HEADER + CsvRow.END);
  }

  /** Begins {@code file} anew. */
  public static CsvFile create(Path file) throws IOException {
    return new CsvFile(Files.newOutputStream(file));
  }

  static CsvFile to(OutputStream out) throws IOException {
    return new CsvFile(out);
  }

  /** The view that writes the rows of one camera. */
  public View rowsOf(String camera) {
    return new View() {
      @Override
      public void show(Outcome outcome) throws IOException {
        write(CsvRow.of(camera, outcome));
      }

      @Override
      public void everySecond() throws IOException {
        flush();
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Closes the file; call it once no camera writes any more. */
  public synchronized void close() throws IOException {
    if (!failed) {
      writer.close();
    }
  }

  private synchronized void write(String row) throws IOException {
    if (failed) {
      return;
    }
    try {
      writer.write(row);
      writer.write(CsvRow.END);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  private synchronized void flush() throws IOException {
    if (failed) {
      return;
    }
    try {
      writer.flush();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }
}
