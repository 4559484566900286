package throng.gpu.web.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import throng.gpu.web.json.Json;

/**
 * A file for its owner only, in a folder that is too and is made where it does not exist. It is
 * replaced whole, so that a reader or a power cut never meets half of one. Blocks on the disk.
 */
record PrivateFile(Path folder, String name) {
  Path path() {
    return folder.resolve(name);
  }

  void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      protect(folder, "rwx------");
    }
  }

  /** Puts this document in the place of what was there. */
  void write(Object document) throws IOException {
    makeFolder();
    Path next = Files.createTempFile(folder, name, ".new");
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(Json.file(document));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      belongToFolder(next);
      Files.move(next, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Written by root for a service that runs as another user, it must be that one's. */
  void belongToFolder(Path path) throws IOException {
    protect(path, "rw-------");
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(Files.getOwner(path))) {
      Files.setOwner(path, owner);
    }
  }

  private static void protect(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
