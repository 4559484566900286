package throng.gpu.repository;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import throng.gpu.model.NamedModels;
import throng.streams.file.WholeFile;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Copies a network into the models folder, where it appears whole or not at all. */
public final class ModelCopy {
  private static final List<String> FILES = List.of("model.onnx", "model.conf");
  private static final String CARD = "MODEL_CARD.md";
  private static final String GOLDEN = "golden";

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
    Path next = Files.createTempDirectory(models.folder(), ".new-");
    Path before = next.resolveSibling(next.getFileName() + "-before");
    Path target = models.folder().resolve(name);
    try {
      for (String file : FILES) {
        Files.copy(from.resolve(file), next.resolve(file));
      }
      if (Files.isRegularFile(from.resolve(CARD))) {
        Files.copy(from.resolve(CARD), next.resolve(CARD));
      }
      copyGolden(from.resolve(GOLDEN), next.resolve(GOLDEN));
      giveAway(next, models.folder());
      if (Files.exists(target)) {
        Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
      }
      putInPlace(next, target, before);
      ModelRepository.deleteAll(before);
    } finally {
      ModelRepository.deleteAll(next);
    }
  }

  /** What an administrator copies must be the node's, who is the folder's owner. */
  private static void giveAway(Path copied, Path models) throws IOException {
    try (Stream<Path> all = Files.walk(copied)) {
      for (Path one : all.toList()) {
        WholeFile.belongTo(models, one);
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
