package throng.gpu;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.file.LockFile;
import throng.streams.log.Reason;

/**
 * A node's use of its state folder, which it shares with no other node: two would write over what
 * the other keeps. {@code gpu-node users} changes accounts beside it.
 */
final class StateUse implements AutoCloseable {
  private static final String LOCK = "gpu-node.lock";

  private final Optional<Path> folder;
  private final Optional<String> trouble;
  private final @Nullable FileChannel lock;

  private StateUse(Optional<Path> folder, Optional<String> trouble, @Nullable FileChannel lock) {
    this.folder = folder;
    this.trouble = trouble;
    this.lock = lock;
  }

  /** Takes the folder, and makes it where there is none; whatever is wrong with it is told. */
  static StateUse begin(StateFolder wanted) {
    Optional<String> trouble = wanted.trouble();
    if (trouble.isPresent()) {
      return without(trouble.get());
    }
    try {
      Files.createDirectories(wanted.path(), owners(wanted.path()));
      FileChannel lock = take(wanted.path().resolve(LOCK));
      return lock == null
          ? without(wanted.isTaken())
          : new StateUse(Optional.of(wanted.path()), Optional.empty(), lock);
    } catch (IOException e) {
      return without(wanted.cannotBeUsed(Reason.of(e)));
    }
  }

  private static StateUse without(String trouble) {
    return new StateUse(Optional.empty(), Optional.of(trouble), null);
  }

  private static @Nullable FileChannel take(Path file) throws IOException {
    FileChannel channel = LockFile.open(file);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException another) {
      // A node in this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  private static FileAttribute<?>[] owners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Where things may be kept; empty: nowhere. */
  Optional<Path> folder() {
    return folder;
  }

  /** Why nothing can be kept, for the user. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Another node may have it from now on. */
  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      // It is let go of when the process ends.
    }
  }
}
