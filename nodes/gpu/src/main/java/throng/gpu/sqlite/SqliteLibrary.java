package throng.gpu.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import throng.common.natives.NativeFolder;
import throng.common.natives.NativeLibraries;
import throng.streams.log.Reason;

/**
 * Loads SQLite out of this process' own folder. Left to itself it would leave its library among the
 * temporary files when the process is killed.
 */
public final class SqliteLibrary {
  private static final String PLACE = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /**
   * Loads it, once.
   *
   * @throws throng.streams.settings.SettingsException if it cannot be, with what mends it
   */
  public static synchronized void load() {
    NativeLibraries.loadOwn("SQLite", SqliteLibrary::unpackAndLoad);
  }

  private static void unpackAndLoad() {
    try {
      if (System.getProperty(PLACE) == null) {
        Path folder = Files.createDirectories(NativeFolder.get().resolve("sqlite"));
        System.setProperty(PLACE, folder.toString());
      }
      SQLiteJDBCLoader.initialize();
    } catch (IOException e) {
      throw NativeFolder.refused(NativeFolder.get(), Reason.of(e));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
