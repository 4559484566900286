package throng.gpu.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Map;
import throng.common.natives.FreedMemory;

/** One session of ONNX Runtime: native memory in, plain floats out. Used by one thread. */
final class OnnxSession implements AutoCloseable {

  /** A batch in native memory, which is shared with ONNX Runtime and not copied. */
  record Batch(ByteBuffer pixels, long[] shape) {}

  /** The network's whole answer. */
  record Answer(float[] values, long[] shape) {}

  private final Model model;
  private final Predictor<Batch, Answer> predictor;

  private OnnxSession(Model model, PixelType type, int output) {
    this.model = model;
    this.predictor = model.newPredictor(new BatchTranslator(type, output));
  }

  /**
   * Opens a session.
   *
   * @throws IllegalStateException if the device refuses the network
   */
  static OnnxSession open(
      ModelFolder folder, int output, Device device, int threads, ModelSettings settings) {
    // Always DJL's CPU device: it would add a second CUDA provider to the one in the options.
    Model model = Model.newInstance(folder.conf().name(), ai.djl.Device.cpu(), "OnnxRuntime");
    try (OrtSession.SessionOptions options = options(device, threads, settings)) {
      model.load(new ByteArrayInputStream(folder.network()), Map.of("sessionOptions", options));
      // To open it takes more than a run does.
      FreedMemory.giveBack();
      return new OnnxSession(model, folder.conf().input().type(), output);
    } catch (OrtException | IOException | MalformedModelException e) {
      model.close();
      throw new IllegalStateException(
          "The network cannot be opened on " + device + ": " + OnnxFile.firstLine(e), e);
    }
  }

  private static OrtSession.SessionOptions options(
      Device device, int threads, ModelSettings settings) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setCPUArenaAllocator(settings.arena());
    // A thread that spins for work takes the cores from the decode pool.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (device.isGpu()) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.gpu())) {
        // Its default tries every algorithm of every layer at each new shape: cameras wait for it.
        cuda.add("cudnn_conv_algo_search", "HEURISTIC");
        long limit = settings.gpuMemoryLimit(device.toString());
        if (limit > 0) {
          cuda.add("gpu_mem_limit", Long.toString(limit));
        }
        options.addCUDA(cuda);
      }
    }
    return options;
  }

  /**
   * Runs one batch.
   *
   * @throws IllegalStateException if the network fails on it
   */
  Answer run(Batch batch) {
    try {
      return predictor.predict(batch);
    } catch (TranslateException e) {
      throw new IllegalStateException("The network failed: " + OnnxFile.firstLine(e), e);
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }

  private record BatchTranslator(PixelType type, int output)
      implements NoBatchifyTranslator<Batch, Answer> {
    @Override
    public NDList processInput(TranslatorContext context, Batch batch) {
      Buffer pixels = type == PixelType.FLOAT32 ? batch.pixels().asFloatBuffer() : batch.pixels();
      DataType kind = type == PixelType.FLOAT32 ? DataType.FLOAT32 : DataType.UINT8;
      return new NDList(context.getNDManager().create(pixels, new Shape(batch.shape()), kind));
    }

    @Override
    public Answer processOutput(TranslatorContext context, NDList outputs) {
      // Closed here: outputs belong to a manager that may live longer than this call.
      try (outputs) {
        NDArray density = outputs.get(output);
        return new Answer(density.toFloatArray(), density.getShape().getShape());
      }
    }
  }
}
