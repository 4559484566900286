package throng.streams.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is written whole or not at all, so that a full disk or a power cut never leaves half
 * of one; for its owner only, who is its folder's. Blocks on the disk.
 */
public final class WholeFile {
  private static final String NEXT = ".new";
  private static final Duration LEFT_AFTER = Duration.ofMinutes(1);

  private final Path file;

  public WholeFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  public Path path() {
    return file;
  }

  /** What it holds; empty: there is none. What was left by who was killed while writing goes. */
  public Optional<String> read() throws IOException {
    try {
      removeUnfinished();
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts this in the place of what was there; makes its folder where there is none. */
  public void write(byte[] content) throws IOException {
    Path folder = folder();
    makeFolder(folder);
    // For its owner only from the beginning.
    Path next = Files.createTempFile(folder, String.valueOf(file.getFileName()), NEXT);
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      belongToFolder(next);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Puts it where it is out of the way, under a name that says so. */
  public Path setAside(long millis) throws IOException {
    return Files.move(file, file.resolveSibling(file.getFileName() + ".broken-" + millis));
  }

  /** Makes a folder for its owner only, where there is none. */
  public static void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    protect(folder, "rwx------");
    belongTo(parent, folder);
  }

  private Path folder() throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException(file + " is in no folder");
    }
    return folder;
  }

  private void removeUnfinished() throws IOException {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> unfinished =
        Files.newDirectoryStream(folder, file.getFileName() + "*" + NEXT)) {
      for (Path one : unfinished) {
        if (isLeft(one)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  // A younger one may be another process' that is writing it at this moment.
  private static boolean isLeft(Path unfinished) throws IOException {
    try {
      return Files.getLastModifiedTime(unfinished)
          .toInstant()
          .isBefore(Instant.now().minus(LEFT_AFTER));
    } catch (NoSuchFileException finished) {
      return false;
    }
  }

  /** Lets a file be for its owner only, and its owner be its folder's. */
  public static void belongToFolder(Path made) throws IOException {
    protect(made, "rw-------");
    Path folder = made.toAbsolutePath().getParent();
    if (folder != null) {
      belongTo(folder, made);
    }
  }

  private static void protect(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /**
   * Lets what was made be its folder's owner's, where that may be said: what root makes for a
   * service that runs as another user must be that one's.
   */
  public static void belongTo(Path folder, Path made) throws IOException {
    UserPrincipal owner = Files.getOwner(folder);
    if (owner.equals(Files.getOwner(made))) {
      return;
    }
    try {
      Files.setOwner(made, owner);
    } catch (FileSystemException onlyRootMay) {
      // Its maker shares the folder with others, and can read what it makes.
      return;
    }
  }
}
