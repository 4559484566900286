package throng.gpu.model;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import throng.streams.settings.Block;
import throng.streams.settings.Said;

/** The small networks of {@code src/test/python/make_networks.py}, and settings for the CPU. */
final class Networks {
  static final String PLANES = "planes";
  static final String NEIGHBOURS = "neighbours";

  private Networks() {}

  static Path folder(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Networks.class.getResource("/networks/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static OnnxModel load(String name) {
    return load(ModelFolder.read(folder(name)));
  }

  /** The network with one line of its {@code model.conf} replaced. */
  static OnnxModel load(String name, String key, String line) {
    try {
      String conf = Files.readString(folder(name).resolve("model.conf"));
      String changed = conf.replaceAll("(?m)^(\\s*)" + key + " = .*$", "$1" + line);
      ModelFolder folder = ModelFolder.read(folder(name));
      return load(
          new ModelFolder(
              folder.where(),
              folder.network(),
              ModelConf.parse(changed, "changed"),
              folder.golden()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OnnxModel load(ModelFolder folder) {
    Models.prepare();
    return OnnxModel.load(folder, List.of(Device.CPU), settings("builtin"));
  }

  /** Tiles have the least side on any device: measuring must not change what a test counts. */
  static ModelSettings settings(String model) {
    return settings(model, "cpu");
  }

  static ModelSettings settings(String model, String device) {
    Said said = new Said(model, "--model");
    Block defaults = Block.of("throng.gpu-node.constant", ConfigFactory.defaultReference());
    ModelSettings.Constant constant = ConstantSpec.read(said, defaults);
    return new ModelSettings(
        said,
        new Said(device, "--device"),
        1,
        1,
        8,
        Duration.ofMillis(1),
        false,
        0,
        Map.of(),
        16 << 20,
        constant);
  }
}
