package throng.gpu.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a {@code model.conf} tells the truth about its network. */
final class Fit {
  private Fit() {}

  /** What does not fit, in sentences; empty if all does. */
  static List<String> faults(ModelConf conf, OnnxFile file) {
    List<String> faults = new ArrayList<>();
    if (file.inputs().size() == 1) {
      input(conf.input(), file.inputs().get(0), conf.maxBatch(), faults);
    } else {
      faults.add("The network has " + file.inputs().size() + " inputs; it must have one.");
    }
    int output = file.outputNamed(conf.output());
    if (output < 0) {
      List<String> names = file.outputs().stream().map(OnnxFile.Tensor::name).toList();
      faults.add(
          "output.name is " + conf.output() + ", but the network's outputs are " + names + ".");
    } else {
      output(file.outputs().get(output), faults);
    }
    return faults;
  }

  private static void input(
      InputConf conf, OnnxFile.Tensor input, int maxBatch, List<String> faults) {
    if (!conf.name().equals(input.name())) {
      faults.add("input.name is " + conf.name() + ", but the network's is " + input.name() + ".");
    }
    String type = conf.type() == PixelType.FLOAT32 ? "float" : "uint8";
    if (!type.equals(input.type())) {
      faults.add("input.type is " + conf.type() + ", but the network takes " + input + ".");
    }
    if (input.shape().size() != 4) {
      faults.add("The network's input must have 4 dimensions; it is " + input + ".");
      return;
    }
    shape(conf, input, maxBatch, faults);
  }

  private static void shape(
      InputConf conf, OnnxFile.Tensor input, int maxBatch, List<String> faults) {
    int channel = conf.layout() == Layout.NHWC ? 3 : 1;
    int height = conf.layout() == Layout.NHWC ? 1 : 2;
    int channels = conf.colour().channels();
    boolean swapped = !takes(input, 4 - channel, -1) && takes(input, 4 - channel, channels);
    if (!takes(input, channel, channels) || (swapped && takes(input, channel, -1))) {
      faults.add(
          String.format(
              Locale.ROOT,
              "input.layout %s and input.colour %s make %d channels, but the network takes %s.",
              conf.layout(),
              conf.colour(),
              channels,
              input));
      return;
    }
    if (!takes(input, 0, -1) && !takes(input, 0, maxBatch)) {
      faults.add("max-batch is " + maxBatch + ", but the network's batch is fixed: " + input + ".");
    }
    boolean anySize = takes(input, height, -1) && takes(input, height + 1, -1);
    boolean fits =
        conf.size()
            .map(s -> takes(input, height, s.height()) && takes(input, height + 1, s.width()))
            .orElse(anySize);
    if (!fits) {
      faults.add("input.size must be the one size that the network takes: " + input + ".");
    }
  }

  private static void output(OnnxFile.Tensor output, List<String> faults) {
    boolean map = output.shape().size() == 3 || (output.shape().size() == 4 && takes(output, 1, 1));
    if (!map) {
      faults.add(
          "The density must be N x 1 x rows x columns, or N x rows x columns; it is "
              + output
              + ".");
    }
    if (!output.type().equals("float")) {
      faults.add("The density must be float; it is " + output + ".");
    }
  }

  /** Whether the dimension takes this length; -1: any. */
  private static boolean takes(OnnxFile.Tensor tensor, int dimension, long length) {
    long own = tensor.shape().get(dimension);
    return own < 0 || own == length;
  }
}
