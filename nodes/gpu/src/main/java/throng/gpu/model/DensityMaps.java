package throng.gpu.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import throng.actors.inference.Density;

/** Takes a batch's answer apart: one density a picture. */
final class DensityMaps {
  private DensityMaps() {}

  /**
   * The first {@code pictures} densities of N × 1 × rows × columns, or N × rows × columns.
   *
   * @throws IllegalStateException if the answer has another form, or holds what is no number
   */
  static List<Density> split(OnnxSession.Answer answer, int pictures, double divisor) {
    long[] shape = answer.shape();
    int last = shape.length - 1;
    boolean fits = shape.length == 3 || (shape.length == 4 && shape[1] == 1);
    if (!fits || shape[0] < pictures) {
      throw new IllegalStateException(
          "The network's answer to "
              + pictures
              + " pictures has the form "
              + Arrays.toString(shape)
              + ".");
    }
    int rows = (int) shape[last - 1];
    int columns = (int) shape[last];
    List<Density> densities = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      int from = i * rows * columns;
      float[] values = Arrays.copyOfRange(answer.values(), from, from + rows * columns);
      densities.add(new Density(rows, columns, people(values, divisor)));
    }
    return densities;
  }

  private static float[] people(float[] values, double divisor) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalStateException("The network's answer holds values that are no numbers.");
      }
      if (divisor != 1) {
        values[i] = (float) (values[i] / divisor);
      }
    }
    return values;
  }
}
