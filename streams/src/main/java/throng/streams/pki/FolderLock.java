package throng.streams.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import throng.streams.file.LockFile;
import throng.streams.file.WholeFile;
import throng.streams.settings.SettingsException;

/** Lets one process at a time change who a node is; others are told so. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes it, and makes the folder where there is none.
   *
   * @throws SettingsException if another has it
   */
  static FolderLock take(PkiFiles folder) throws IOException {
    WholeFile.makeFolder(folder.path());
    FileChannel channel = LockFile.open(folder.path().resolve("lock"));
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel, lock);
      }
    } catch (OverlappingFileLockException another) {
      // Somebody in this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new SettingsException(
        "Another command is changing %s at this moment: wait for it.".formatted(folder.path()));
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
