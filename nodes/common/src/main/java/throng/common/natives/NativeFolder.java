package throng.common.natives;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Where this process unpacks native libraries: a folder of its own in the one for temporary files,
 * deleted when it ends. One that a killed process has left is deleted by the next: nobody holds its
 * lock.
 */
public final class NativeFolder {
  private static final String PREFIX = "throng-natives-";
  private static final String LOCK = "lock";
  private static final long LEAST_ROOM = 1_000_000;

  private static @Nullable NativeFolder own;

  private final Path folder;
  // Held open: the lock is the channel's.
  private final FileChannel lock;

  private NativeFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * This process' folder, made at the first call.
   *
   * @throws SettingsException if there can be none, with what mends it
   */
  public static synchronized Path get() {
    if (own == null) {
      own = make(Path.of(System.getProperty("java.io.tmpdir")));
      Runtime.getRuntime().addShutdownHook(new Thread(NativeFolder::clear, "natives"));
    }
    return own.folder;
  }

  /** Deletes it with all that is in it, where there is one. */
  public static synchronized void clear() {
    if (own != null) {
      own.delete();
    }
  }

  static NativeFolder make(Path temporary) {
    try {
      if (Mounts.forbidPrograms(temporary)) {
        throw refused(temporary, "no program may run from there (it is mounted noexec)");
      }
      if (Files.getFileStore(temporary).getUsableSpace() < LEAST_ROOM) {
        throw refused(temporary, "no room is left there");
      }
      Path folder = Files.createTempDirectory(temporary, PREFIX);
      NativeFolder made = new NativeFolder(folder, locked(folder.resolve(LOCK)));
      left(temporary, folder).forEach(NativeFolder::deleteAll);
      return made;
    } catch (IOException e) {
      throw refused(temporary, Reason.of(e));
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException(file + " is locked by another process");
    }
    return channel;
  }

  /** The folders that this user's processes have left, other than {@code own}. */
  private static List<Path> left(Path temporary, Path own) throws IOException {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : all) {
        if (!folder.equals(own) && isLeft(folder, own)) {
          left.add(folder);
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      // What is not seen now is deleted by a later process.
    }
    return left;
  }

  private static boolean isLeft(Path folder, Path own) {
    Path file = folder.resolve(LOCK);
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder).equals(Files.getOwner(own))
          && isUnlocked(file);
    } catch (IOException | OverlappingFileLockException inUse) {
      return false;
    }
  }

  private static boolean isUnlocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    }
  }

  private void delete() {
    try {
      lock.close();
    } catch (IOException alreadyGone) {
      // What counts is that nothing is left.
    }
    deleteAll(folder);
  }

  private static void deleteAll(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | RuntimeException inUse) {
      // Where loaded libraries cannot be deleted, as on Windows, and by another process that
      // cleans.
    }
  }

  /** Why nothing can be unpacked there, with what mends it. */
  public static SettingsException refused(Path temporary, String why) {
    return new SettingsException(
        "Native libraries cannot be unpacked into %s: %s. Name a folder in which programs may run and 300 MB are free: java -Djava.io.tmpdir=FOLDER -jar …"
            .formatted(temporary, why));
  }

  Path folder() {
    return folder;
  }
}
