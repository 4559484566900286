package throng.gpu.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.streams.log.Reason;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/**
 * A model as it lies in its folder, or in this program.
 *
 * @param where the folder, or {@code builtin}
 */
record ModelFolder(String where, byte[] network, ModelConf conf) {
  private static final String NETWORK = "model.onnx";
  private static final String CONF = "model.conf";
  private static final String EMBEDDED = "/models/builtin/";

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
          folder.toString(), network, ModelConf.parse(Files.readString(conf), conf.toString()));
    } catch (IOException e) {
      throw new SettingsException(folder + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  /**
   * Reads the network that is embedded in this program.
   *
   * @throws SettingsException if none is
   */
  static ModelFolder builtin() {
    byte[] network = embedded(NETWORK).orElseThrow(ModelFolder::nothingEmbedded);
    byte[] conf = embedded(CONF).orElseThrow(ModelFolder::nothingEmbedded);
    String text = new String(conf, StandardCharsets.UTF_8);
    return new ModelFolder("builtin", network, ModelConf.parse(text, "builtin model.conf"));
  }

  private static Path present(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new SettingsException(folder + ": " + name + " is missing from the model's folder.");
    }
    return file;
  }

  private static Optional<byte[]> embedded(String name) {
    try (@Nullable InputStream in = ModelFolder.class.getResourceAsStream(EMBEDDED + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new SettingsException(
          "The embedded " + name + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  private static SettingsException nothingEmbedded() {
    return new SettingsException(
        "This build has no network embedded; name a model's folder, or constant.");
  }
}
