package throng.gpu.repository;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import throng.gpu.model.NamedModels;
import throng.streams.file.Ownership;
import throng.streams.file.WholeFile;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Copies a network into the models folder, where it appears whole or not at all. */
public final class ModelCopy {
  private static final List<String> FILES = List.of("model.onnx", "model.conf");
  private static final String CARD = "MODEL_CARD.md";
  private static final String GOLDEN = "golden";
  private static final String NEXT = ".new-";
  // Of what it holds until the next one is in its place.
  private static final String BEFORE = ".before-";
  private static final Duration LEFT_AFTER = Duration.ofHours(1);

  private ModelCopy() {}

  /**
   * Copies it, over one that has the name.
   *
   * @throws SettingsException if it is no network's folder, or cannot be copied
   */
  public static void into(Path models, String name, Path from) {
    if (!NamedModels.isName(name)) {
      throw new SettingsException(
          "A network's name is 1 to 64 of A-Z a-z 0-9 . _ -, no dot first.");
    }
    if (Files.isDirectory(from) && !Files.isExecutable(from)) {
      throw new SettingsException(
          "%s is not for the user %s to read: let that user read it, or copy it to another place first."
              .formatted(from, System.getProperty("user.name")));
    }
    for (String file : FILES) {
      if (!Files.isRegularFile(from.resolve(file))) {
        throw new SettingsException(from + " has no file " + file + ".");
      }
    }
    try {
      WholeFile.makeFolder(models);
      copy(new ModelRepository(models), name, from);
    } catch (IOException e) {
      throw new SettingsException(from + " cannot be copied: " + Reason.of(e) + ".");
    }
  }

  private static void copy(ModelRepository models, String name, Path from) throws IOException {
    Path next = Files.createTempDirectory(models.folder(), NEXT);
    Path before = models.folder().resolve(BEFORE + name);
    Path target = models.folder().resolve(name);
    try {
      for (String file : FILES) {
        Files.copy(from.resolve(file), next.resolve(file));
      }
      if (Files.isRegularFile(from.resolve(CARD))) {
        Files.copy(from.resolve(CARD), next.resolve(CARD));
      }
      copyGolden(from.resolve(GOLDEN), next.resolve(GOLDEN));
      settle(next, models.folder());
      putBack(before, target);
      if (Files.exists(target)) {
        Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
      }
      putInPlace(next, target, before);
      WholeFile.force(models.folder());
      ModelRepository.deleteAll(before);
    } finally {
      ModelRepository.deleteAll(next);
    }
  }

  /**
   * Mends what was left by who was killed, or lost its power, while copying: a network whose next
   * one has not come is there again, and halves of copies go.
   */
  static void mend(Path models) throws IOException {
    if (Files.notExists(models)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(models, "{.new-,.before-}*")) {
      for (Path one : left) {
        String name = String.valueOf(one.getFileName());
        if (name.startsWith(BEFORE)) {
          putBack(one, models.resolve(name.substring(BEFORE.length())));
        } else if (isLeft(one)) {
          ModelRepository.deleteAll(one);
        }
      }
    }
  }

  private static void putBack(Path before, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      ModelRepository.deleteAll(before);
    } else if (Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  // A younger one may be copied by a command at this moment.
  private static boolean isLeft(Path unfinished) throws IOException {
    return Files.getLastModifiedTime(unfinished, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(Instant.now().minus(LEFT_AFTER));
  }

  /**
   * On the disk before it takes another's place; and what an administrator copies must be the
   * node's, who is the folder's owner.
   */
  private static void settle(Path copied, Path models) throws IOException {
    try (Stream<Path> all = Files.walk(copied)) {
      for (Path one : all.toList()) {
        Ownership.giveToOwnerOf(models, one);
        WholeFile.force(one);
      }
    }
  }

  private static void putInPlace(Path next, Path target, Path before) throws IOException {
    try {
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      if (Files.exists(before)) {
        Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failure;
    }
  }

  private static void copyGolden(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectory(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.{png,txt}")) {
      for (Path file : files) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }
}
