package throng.gpu.web.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.UnaryOperator;
import throng.gpu.web.json.Json;
import throng.streams.file.LockFile;

/**
 * Where accounts are kept. The node and the command {@code users} change it in turns.
 *
 * <p>Blocks on the disk; any thread may call it.
 */
final class AccountFile {
  private final PrivateFile file;
  private final Path lock;

  AccountFile(Path folder) {
    this.file = new PrivateFile(folder, "accounts.json");
    this.lock = folder.resolve("accounts.lock");
  }

  /**
   * What the file held at one moment.
   *
   * @param stamp as of {@link #stamp()}
   */
  record Held(AccountBook book, String stamp) {}

  /** What it holds; nobody, where there is no such file. */
  AccountBook read() throws IOException {
    try {
      return Json.read(Files.readAllBytes(file.path()), AccountBook.class);
    } catch (NoSuchFileException none) {
      return AccountBook.EMPTY;
    }
  }

  /** Tells two states of the file apart. */
  String stamp() {
    try {
      FileTime time = Files.getLastModifiedTime(file.path());
      return time.toMillis() + " " + Files.size(file.path());
    } catch (IOException none) {
      return "";
    }
  }

  /** Reads, changes and writes, where that is another one, while no other process does. */
  synchronized Held change(UnaryOperator<AccountBook> change) throws IOException {
    file.makeFolder();
    try (FileChannel channel = LockFile.open(lock);
        FileLock held = channel.lock()) {
      AccountBook before = read();
      AccountBook changed = change.apply(before);
      if (changed != before) {
        file.write(changed);
      }
      // Once the lock is given up another process may write: its stamp would pass for this one.
      String stamp = stamp();
      return new Held(held.isValid() ? changed : read(), stamp);
    }
  }
}
