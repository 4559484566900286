package throng.gpu.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import throng.gpu.model.NamedModels;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * The folder whose folders are networks, each called as its folder is. What lies in it may be half
 * copied at any moment: a network is there once two looks in a row have found the same.
 *
 * <p>A network is what lies in its folder itself: neither the folder nor a file of it may be a
 * link. Names that begin with a dot are nobody's.
 */
final class ModelRepository {
  private static final String NETWORK = "model.onnx";
  private static final String CONF = "model.conf";
  private static final String GOLDEN = "golden";

  private final Path folder;

  ModelRepository(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** What each network's files look like, by its name: another text where they were changed. */
  TreeMap<String, String> look() throws IOException {
    TreeMap<String, String> found = new TreeMap<>();
    if (Files.notExists(folder)) {
      return found;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        String name = String.valueOf(one.getFileName());
        if (NamedModels.isName(name) && trouble(one).isEmpty()) {
          found.put(name, files(name));
        }
      }
    }
    return found;
  }

  /**
   * The folder of a network.
   *
   * @throws SettingsException if there is none of this name, or it is not to be opened
   */
  Path of(String name) {
    Path one = folder.resolve(NamedModels.isName(name) ? name : ".");
    Optional<String> trouble =
        NamedModels.isName(name)
            ? trouble(one)
            : Optional.of("A network's name is 1 to 64 of A-Z a-z 0-9 . _ -, no dot first.");
    if (trouble.isPresent()) {
      throw new SettingsException(trouble.get());
    }
    return one;
  }

  /** Whether there is nothing of that name, which is more than that it is not to be opened. */
  boolean isGone(String name) {
    return Files.notExists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Why what lies under that name is not to be opened, in words; empty: it is. */
  Optional<String> trouble(String name) {
    return trouble(folder.resolve(name));
  }

  /** Deletes a network's folder; tells why it cannot, in words; empty: it is gone. */
  Optional<String> delete(String name) {
    Path one = folder.resolve(name);
    if (!NamedModels.isName(name) || !Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      deleteAll(one);
      return Optional.empty();
    } catch (IOException | UncheckedIOException broken) {
      return Optional.of(one + " cannot be deleted: " + Reason.of(broken) + ".");
    }
  }

  /** Deletes a folder with all that is in it; links are deleted, and not followed. */
  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Optional<String> trouble(Path one) {
    if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("There is no folder " + one + ", or it is a link.");
    }
    for (String file : new String[] {NETWORK, CONF}) {
      if (!Files.isRegularFile(one.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(one + " has no file " + file + ", or it is a link.");
      }
    }
    Path golden = one.resolve(GOLDEN);
    try {
      return Files.exists(golden, LinkOption.NOFOLLOW_LINKS) && !isPlain(golden)
          ? Optional.of(golden + " must be a folder of files, without links.")
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.of(golden + " cannot be read.");
    }
  }

  private static boolean isPlain(Path golden) throws IOException {
    if (!Files.isDirectory(golden, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(golden)) {
      for (Path file : files) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
      }
    }
    return true;
  }

  /** What a network's files look like. */
  String files(String name) throws IOException {
    Path one = folder.resolve(name);
    StringBuilder all = new StringBuilder();
    for (String file : new String[] {NETWORK, CONF}) {
      append(all, one.resolve(file));
    }
    Path golden = one.resolve(GOLDEN);
    if (Files.isDirectory(golden, LinkOption.NOFOLLOW_LINKS)) {
      TreeMap<String, Path> byName = new TreeMap<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(golden)) {
        files.forEach(file -> byName.put(String.valueOf(file.getFileName()), file));
      }
      for (Path file : byName.values()) {
        append(all, file);
      }
    }
    return all.toString();
  }

  private static void append(StringBuilder to, Path file) throws IOException {
    BasicFileAttributes its =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    to.append(file.getFileName())
        .append(' ')
        .append(its.size())
        .append(' ')
        .append(its.lastModifiedTime())
        .append(' ')
        .append(its.fileKey())
        .append('\n');
  }
}
