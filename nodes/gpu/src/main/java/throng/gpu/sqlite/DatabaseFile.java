package throng.gpu.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import throng.streams.log.Reason;

/**
 * A database in one file, for its owner only. What was committed survives the process' death; after
 * any {@link SQLException} the connection that threw it is to be closed, as what it holds may be
 * committed in part by its next transaction.
 */
public final class DatabaseFile implements Connections {
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final int LONGEST_LOG = 16 << 20;

  /** For how long a connection waits for others. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String ASIDE = ".corrupt-";
  private static final DateTimeFormatter SET_ASIDE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final List<List<String>> migrations;

  /**
   * Nothing is opened yet.
   *
   * @param migrations the statements that bring the schema from each version to the next, from none
   */
  public DatabaseFile(Path file, List<List<String>> migrations) {
    this.file = file;
    this.migrations = migrations;
  }

  public Path path() {
    return file;
  }

  @Override
  public Connection write() throws SQLException {
    create();
    Connection connection = connect(false);
    try {
      migrate(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  @Override
  public Connection read() throws SQLException {
    return connect(true);
  }

  private Connection connect(boolean readOnly) throws SQLException {
    SqliteLibrary.load();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    if (!readOnly) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.NORMAL);
      config.setJournalSizeLimit(LONGEST_LOG);
    }
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private void create() throws SQLException {
    try {
      @Nullable Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder, owners(folder, "rwx------"));
      }
      if (!Files.exists(file)) {
        Files.createFile(file, owners(file, "rw-------"));
      }
    } catch (IOException e) {
      throw new SQLException(Reason.of(e), e);
    }
  }

  private static FileAttribute<?>[] owners(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private void migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = statement.executeQuery("PRAGMA user_version").getInt(1);
      if (version > migrations.size()) {
        throw new SQLException(file + " was written by a later version of this program");
      }
      connection.setAutoCommit(false);
      for (int step = version; step < migrations.size(); step++) {
        for (String change : migrations.get(step)) {
          statement.execute(change);
        }
        statement.execute("PRAGMA user_version = " + (step + 1));
      }
      connection.commit();
    }
  }

  @Override
  public boolean isCorrupt(SQLException failure) {
    return failure.getErrorCode() == CORRUPT || failure.getErrorCode() == NOT_A_DATABASE;
  }

  @Override
  public Path setAside(Instant now) throws IOException {
    String suffix = ASIDE + SET_ASIDE.format(now);
    Path aside = file.resolveSibling(file.getFileName() + suffix);
    for (String part : List.of("", "-wal", "-shm")) {
      Path its = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(its)) {
        Files.move(its, file.resolveSibling(aside.getFileName() + part));
      }
    }
    return aside;
  }

  @Override
  public List<Path> deleteSetAside(Instant before) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    // Of one length, so that names are in the order of their times.
    String first = file.getFileName() + ASIDE + SET_ASIDE.format(before);
    List<Path> deleted = new ArrayList<>();
    try (DirectoryStream<Path> aside =
        Files.newDirectoryStream(folder, file.getFileName() + ASIDE + "*")) {
      for (Path one : aside) {
        if (String.valueOf(one.getFileName()).compareTo(first) < 0 && Files.deleteIfExists(one)) {
          deleted.add(one);
        }
      }
    }
    return deleted;
  }

  /** Closes it; what it says to that is not of interest, as it is discarded. */
  public static void closeQuietly(@Nullable AutoCloseable closeable) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (Exception alreadyBroken) {
        // Whatever it was, the connection is not used any more.
        return;
      }
    }
  }
}
