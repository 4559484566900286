package throng.gpu.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.log.Reason;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * A model as it lies in its folder, or in this program.
 *
 * @param where the folder, or {@code builtin:NAME}
 * @param golden pictures with the counts that it must find; empty where there are none
 */
record ModelFolder(String where, byte[] network, ModelConf conf, Golden golden) {
  private static final String NETWORK = "model.onnx";
  private static final String CONF = "model.conf";
  private static final String EMBEDDED = "/models/builtin/";

  /** A jar's folders cannot be listed: these are looked for. */
  private static final List<String> GOLDEN = List.of("street", "crowd", "empty");

  /**
   * Reads a folder.
   *
   * @throws SettingsException if a file is missing or wrong
   */
  static ModelFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SettingsException(
          Redaction.of(folder.toString())
              + ": there is no such folder; a model is a folder with model.onnx"
              + " and model.conf, or builtin, or constant.");
    }
    try {
      byte[] network = Files.readAllBytes(present(folder, NETWORK));
      Path conf = present(folder, CONF);
      return new ModelFolder(
          folder.toString(),
          network,
          ModelConf.parse(Files.readString(conf), conf.toString()),
          golden(folder));
    } catch (IOException e) {
      throw new SettingsException(folder + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  private static Golden golden(Path folder) throws IOException {
    Path pictures = folder.resolve("golden");
    List<Golden.Picture> all = new ArrayList<>();
    if (Files.isDirectory(pictures)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(pictures, "*.png")) {
        for (Path png : files) {
          Path map = pictures.resolve(String.valueOf(png.getFileName()).replaceAll("png$", "txt"));
          all.add(golden(png, map));
        }
      }
    }
    return new Golden(all);
  }

  private static Golden.Picture golden(Path png, Path map) throws IOException {
    try {
      return Golden.Picture.of(Files.readAllBytes(png), Files.readAllBytes(map));
    } catch (NumberFormatException | NoSuchFileException wrong) {
      throw new SettingsException(
          png
              + ": beside it there must be "
              + map.getFileName()
              + " with its density map: rows and columns, then a line a row.");
    }
  }

  /**
   * Reads a network that is embedded in this program.
   *
   * @throws SettingsException if it is not
   */
  static ModelFolder embedded(String name) {
    String where = "builtin:" + name;
    byte[] network = embedded(name, NETWORK).orElseThrow(() -> notEmbedded(name));
    byte[] conf = embedded(name, CONF).orElseThrow(() -> notEmbedded(name));
    String text = new String(conf, StandardCharsets.UTF_8);
    List<Golden.Picture> golden =
        GOLDEN.stream().flatMap(picture -> golden(name, picture).stream()).toList();
    return new ModelFolder(
        where, network, ModelConf.parse(text, where + " model.conf"), new Golden(golden));
  }

  private static Optional<Golden.Picture> golden(String network, String picture) {
    String file = "golden/" + picture;
    return embedded(network, file + ".png")
        .flatMap(png -> embedded(network, file + ".txt").map(map -> Golden.Picture.of(png, map)));
  }

  private static Path present(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new SettingsException(folder + ": " + name + " is missing from the model's folder.");
    }
    return file;
  }

  private static Optional<byte[]> embedded(String network, String file) {
    String path = EMBEDDED + network + "/" + file;
    try (@Nullable InputStream in = ModelFolder.class.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new SettingsException(
          "The embedded " + file + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  private static SettingsException notEmbedded(String name) {
    return new SettingsException(
        "This build has no " + name + " embedded; name a model's folder, or constant.");
  }
}
