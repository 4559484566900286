package throng.gpu.web.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.function.UnaryOperator;
import throng.gpu.web.json.Json;

/**
 * Where accounts are kept: one file, replaced whole, so that a reader or a power cut never meets
 * half of one. The node and the command {@code users} change it in turns.
 *
 * <p>Blocks on the disk; any thread may call it.
 */
final class AccountFile {
  private final Path folder;
  private final Path file;
  private final Path lock;

  /**
   * @param folder is made where it does not exist, for its owner only
   */
  AccountFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("accounts.json");
    this.lock = folder.resolve("accounts.lock");
  }

  /** What it holds; nobody, where there is no such file. */
  AccountBook read() throws IOException {
    try {
      return Json.read(Files.readAllBytes(file), AccountBook.class);
    } catch (NoSuchFileException none) {
      return AccountBook.EMPTY;
    }
  }

  /** Tells two states of the file apart, for a file system with coarse times mostly. */
  String stamp() {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return time.toMillis() + " " + Files.size(file);
    } catch (IOException none) {
      return "";
    }
  }

  /** Reads, changes and writes while no other process does. */
  synchronized AccountBook change(UnaryOperator<AccountBook> change) throws IOException {
    makeFolder();
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      belongToFolder(lock);
      AccountBook changed = change.apply(read());
      write(changed);
      return held.isValid() ? changed : read();
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    protect(folder, "rwx------");
  }

  private void write(AccountBook book) throws IOException {
    Path next = Files.createTempFile(folder, "accounts", ".new");
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(Json.file(book));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      protect(next, "rw-------");
      belongToFolder(next);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void protect(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  // Written by root for a service that runs as another user, it must stay readable for that one.
  private void belongToFolder(Path path) throws IOException {
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(Files.getOwner(path))) {
      Files.setOwner(path, owner);
    }
  }
}
