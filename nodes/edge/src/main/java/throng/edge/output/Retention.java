package throng.edge.output;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which earlier files of an output go: only those named exactly as it names its own, by the moment
 * in their name.
 *
 * @param keep what began longer ago goes
 * @param keepFree the oldest go while fewer bytes are free
 */
record Retention(Optional<Duration> keep, Optional<Long> keepFree, FreeSpace free) {

  /** How many bytes are free where a folder is. */
  interface FreeSpace {
    long in(Path folder) throws IOException;
  }

  static Retention of(FileSettings settings) {
    return new Retention(
        settings.keep(),
        settings.keepFree(),
        folder -> Files.getFileStore(folder).getUsableSpace());
  }

  /**
   * Deletes what is to go.
   *
   * @param current is written at present, and stays
   * @return what was deleted
   */
  List<Path> tidy(FileName name, Path current, Instant now) throws IOException {
    Path folder = name.path().toAbsolutePath().getParent();
    List<Path> deleted = new ArrayList<>();
    if (folder == null || !name.isDated() || (keep.isEmpty() && keepFree.isEmpty())) {
      return deleted;
    }
    for (Map.Entry<Path, Instant> file : oldestFirst(name, folder, current)) {
      if (isTooOld(file.getValue(), now) || isShort(folder)) {
        Files.deleteIfExists(file.getKey());
        deleted.add(file.getKey());
      }
    }
    return deleted;
  }

  private boolean isTooOld(Instant begun, Instant now) {
    return keep.filter(age -> begun.isBefore(now.minus(age))).isPresent();
  }

  private boolean isShort(Path folder) throws IOException {
    return keepFree.isPresent() && free.in(folder) < keepFree.get();
  }

  private static List<Map.Entry<Path, Instant>> oldestFirst(
      FileName name, Path folder, Path current) throws IOException {
    Map<Path, Instant> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean isOther = !String.valueOf(file.getFileName()).equals(nameOf(current));
        if (isOther && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          name.begun(file).ifPresent(moment -> found.put(file, moment));
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }
}
