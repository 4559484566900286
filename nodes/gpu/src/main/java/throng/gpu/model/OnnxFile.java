package throng.gpu.model;

import ai.djl.engine.Engine;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import throng.streams.settings.SettingsException;

/**
 * What an ONNX file says of itself.
 *
 * @param opset the version of the standard operators that it uses; 0 if it does not say
 */
record OnnxFile(List<Tensor> inputs, List<Tensor> outputs, long opset) {

  /**
   * An input or output.
   *
   * @param type like {@code uint8}, {@code float}
   * @param shape its dimensions; -1 where any is taken
   */
  record Tensor(String name, String type, List<Long> shape) {
    @Override
    public String toString() {
      String dimensions =
          String.join(" x ", shape.stream().map(d -> d < 0 ? "any" : d.toString()).toList());
      return name + ": " + type + " " + (shape.isEmpty() ? "scalar" : dimensions);
    }
  }

  /**
   * Reads a file.
   *
   * @throws SettingsException if ONNX Runtime refuses it
   */
  static OnnxFile read(byte[] network, String where) {
    // DJL must be the first to touch ONNX Runtime's environment.
    Engine.getEngine("OnnxRuntime");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      try (OrtSession session = OrtEnvironment.getEnvironment().createSession(network, options)) {
        return new OnnxFile(
            tensors(session.getInputInfo().values()),
            tensors(session.getOutputInfo().values()),
            OnnxOpset.of(network));
      }
    } catch (OrtException e) {
      throw new SettingsException(
          where + ": ONNX Runtime refuses model.onnx: " + firstLine(e) + ".");
    }
  }

  /** Which output, counted from 0, has this name. */
  int outputNamed(String name) {
    return outputs.stream().map(Tensor::name).toList().indexOf(name);
  }

  private static List<Tensor> tensors(Collection<NodeInfo> nodes) {
    List<Tensor> tensors = new ArrayList<>();
    for (NodeInfo node : nodes) {
      if (node.getInfo() instanceof TensorInfo info) {
        List<Long> shape = Arrays.stream(info.getShape()).boxed().toList();
        tensors.add(new Tensor(node.getName(), lower(info.type), shape));
      } else {
        tensors.add(new Tensor(node.getName(), "no tensor", List.of()));
      }
    }
    return List.copyOf(tensors);
  }

  private static String lower(OnnxJavaType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .strip()
        .replaceAll("\\.+$", "");
  }
}
