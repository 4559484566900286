package throng.gpu.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file that is written whole or not at all, so that a full disk or a power cut never leaves half
 * of one; for its owner only. Blocks on the disk.
 */
final class WholeFile {
  private static final String NEXT = ".new";

  private final Path file;

  WholeFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** What it holds; empty: there is none. What a node left that was killed while it wrote goes. */
  Optional<String> read() throws IOException {
    try {
      removeUnfinished();
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Makes its folder where there is none. */
  void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is in no folder");
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      protect(folder, "rwx------");
    }
    // For its owner only from the beginning.
    Path next = Files.createTempFile(folder, String.valueOf(file.getFileName()), NEXT);
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private void removeUnfinished() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> unfinished =
        Files.newDirectoryStream(folder, file.getFileName() + "*" + NEXT)) {
      for (Path one : unfinished) {
        Files.deleteIfExists(one);
      }
    }
  }

  /** Puts it where it is out of the way, under a name that says so. */
  Path setAside(long millis) throws IOException {
    return Files.move(file, file.resolveSibling(file.getFileName() + ".broken-" + millis));
  }

  private static void protect(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
