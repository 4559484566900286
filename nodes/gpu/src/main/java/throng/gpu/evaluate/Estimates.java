package throng.gpu.evaluate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import throng.streams.file.CsvCell;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** The file of {@code --csv}: name, true, estimated; written anew. */
final class Estimates implements AutoCloseable {
  private final @Nullable BufferedWriter out;

  private Estimates(@Nullable BufferedWriter out) {
    this.out = out;
  }

  /**
   * Begins the file, if one is wanted.
   *
   * @throws SettingsException if it cannot be written
   */
  static Estimates create(Optional<Path> file) {
    try {
      Estimates estimates =
          new Estimates(file.isPresent() ? Files.newBufferedWriter(file.get()) : null);
      estimates.write("name,true,estimated");
      return estimates;
    } catch (IOException e) {
      throw new SettingsException(
          "--csv " + file.get() + " cannot be written: " + Reason.of(e) + ".");
    }
  }

  /** A picture's row; the estimate is empty where there is no count. */
  void add(Photograph photograph, OptionalDouble estimate) {
    String value =
        estimate.isPresent() ? String.format(Locale.ROOT, "%.3f", estimate.getAsDouble()) : "";
    write(CsvCell.of(photograph.name()) + "," + photograph.heads() + "," + value);
  }

  private void write(String row) {
    if (out != null) {
      try {
        out.write(row);
        out.write("\r\n");
      } catch (IOException e) {
        throw new UncheckedIOException("The CSV file cannot be written: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The CSV file cannot be written: " + e.getMessage(), e);
      }
    }
  }
}
