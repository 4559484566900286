package throng.streams.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * Whose a file is, and who else may use it. No link is followed: where root makes files in a
 * service's folder, that service could have a link to any file lie there.
 */
public final class Ownership {
  private Ownership() {}

  /** What a file is made with that is for its owner only. */
  static FileAttribute<?>[] ofFile(Path file) {
    return of(file, "rw-------");
  }

  /** The same of a folder. */
  static FileAttribute<?>[] ofFolder(Path folder) {
    return of(folder, "rwx------");
  }

  private static FileAttribute<?>[] of(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Lets what was made be its folder's owner's, where that may be said: what root makes for a
   * service that runs as another user must be that one's.
   */
  public static void giveToOwnerOf(Path folder, Path made) throws IOException {
    UserPrincipal owner = Files.getOwner(folder);
    FileOwnerAttributeView view =
        Files.getFileAttributeView(made, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || owner.equals(view.getOwner())) {
      return;
    }
    try {
      view.setOwner(owner);
    } catch (FileSystemException onlyRootMay) {
      // Its maker shares the folder with others, and can read what it makes.
      return;
    }
  }
}
