package throng.gpu.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Where connections to a database come from; each is its taker's to close. */
public interface Connections {
  /** One that writes, without auto-commit, in a database of the newest schema. */
  Connection write() throws SQLException;

  /** One that only reads. */
  Connection read() throws SQLException;

  /** Whether the failure means that the file is damaged. */
  boolean isCorrupt(SQLException failure);

  /**
   * Moves the file away, so that the next connection begins a new one.
   *
   * @return where it lies now
   */
  Path setAside(Instant now) throws IOException;

  /**
   * Deletes what was set aside before then.
   *
   * @return what was deleted
   */
  List<Path> deleteSetAside(Instant before) throws IOException;
}
