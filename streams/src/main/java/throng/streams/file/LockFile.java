package throng.streams.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file that holds nothing, and by whose lock processes take turns. */
public final class LockFile {
  private LockFile() {}

  /**
   * Opens it; where there is none, it is made for its folder's owner only.
   *
   * @throws FileSystemException if a link lies there: its end may be anybody's
   */
  public static FileChannel open(Path file) throws IOException {
    try {
      return make(file);
    } catch (FileAlreadyExistsException exists) {
      if (Files.isSymbolicLink(file)) {
        throw new FileSystemException(
            file.toString(),
            null,
            "it is a link, which is not followed; find out why, and delete it");
      }
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static FileChannel make(Path file) throws IOException {
    FileChannel made =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Ownership.ofFile(file));
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Ownership.giveToOwnerOf(folder, file);
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }
}
