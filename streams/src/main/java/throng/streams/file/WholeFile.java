package throng.streams.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * A file that is written whole or not at all, so that a full disk or a power cut never leaves half
 * of one; for its owner only, who is its folder's. Blocks on the disk.
 */
public final class WholeFile {
  private static final RateLimitedLog LOG = RateLimitedLog.errors(WholeFile.class);
  private static final String NEXT = ".new";
  // Never a file that somebody else has put there.
  private static final Set<OpenOption> MADE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
    Path next = folder.resolve(file.getFileName() + "-" + UUID.randomUUID() + NEXT);
    try {
      try (FileChannel channel = FileChannel.open(next, MADE, Ownership.ofFile(next))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Ownership.giveToOwnerOf(folder, next);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    force(folder);
  }

  /**
   * Lets a file's content, or what lies in a folder under which name, be so after a power cut, too:
   * neither tells of the other. Where that cannot be, what is written is there all the same, and it
   * is logged.
   *
   * @throws NoSuchFileException if it is not there
   */
  public static void force(Path path) throws NoSuchFileException {
    // Other systems open no folders, and look after their names themselves.
    if (!Ownership.isPosix(path)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException e) {
      LOG.write(
          "force",
          "%s cannot be forced to the disk (%s): a power cut in the next seconds may undo what was written"
              .formatted(path, Reason.of(e)));
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
    Files.createDirectories(parent);
    Files.createDirectories(folder, Ownership.ofFolder(folder));
    Ownership.giveToOwnerOf(parent, folder);
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
}
