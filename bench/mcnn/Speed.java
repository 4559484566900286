import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * Times ONNX networks side by side on one thread: {@code java -cp onnxruntime.jar Speed.java 480 640 100 a.onnx b.onnx}.
 *
 * <p>The networks take turns, picture by picture, so that whatever else the machine does falls on all of them alike.
 * Printed: the median and the fastest of each in milliseconds, and the median's ratio to the first network's.
 */
public class Speed {
  public static void main(String[] args) throws Exception {
    int height = Integer.parseInt(args[0]), width = Integer.parseInt(args[1]), turns = Integer.parseInt(args[2]);
    String[] paths = Arrays.copyOfRange(args, 3, args.length);
    var environment = OrtEnvironment.getEnvironment();
    var sessions = new OrtSession[paths.length];
    var inputs = new OnnxTensor[paths.length];
    var names = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      var options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      sessions[i] = environment.createSession(paths[i], options);
      names[i] = sessions[i].getInputNames().iterator().next();
      inputs[i] = input(environment, (TensorInfo) sessions[i].getInputInfo().get(names[i]).getInfo(), height, width);
    }
    var times = new double[paths.length][turns];
    for (int turn = -5; turn < turns; turn++)
      for (int i = 0; i < paths.length; i++) {
        long start = System.nanoTime();
        sessions[i].run(Map.of(names[i], inputs[i])).close();
        if (turn >= 0) times[i][turn] = (System.nanoTime() - start) / 1e6;
      }
    double first = 0;
    for (int i = 0; i < paths.length; i++) {
      Arrays.sort(times[i]);
      double median = times[i][turns / 2];
      if (i == 0) first = median;
      System.out.printf("%-40s median %7.2f ms  fastest %7.2f ms  ratio %.3f%n", paths[i], median, times[i][0], median / first);
    }
  }

  private static OnnxTensor input(OrtEnvironment environment, TensorInfo info, int height, int width) throws Exception {
    var random = new Random(1);
    if (info.type == OnnxJavaType.UINT8) {
      var bytes = new byte[height * width * 3];
      random.nextBytes(bytes);
      var buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      return OnnxTensor.createTensor(environment, buffer, new long[] {1, height, width, 3}, OnnxJavaType.UINT8);
    }
    int channels = (int) info.getShape()[1];
    var values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {1, channels, height, width});
  }
}
