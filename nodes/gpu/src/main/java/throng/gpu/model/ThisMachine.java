package throng.gpu.model;

import ai.djl.util.cuda.CudaUtils;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that this process runs on. */
final class ThisMachine implements CudaSearch.Machine {
  @Override
  public boolean hasCudaBuild() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  /** On Linux the driver's device files tell, or the one of Windows' subsystem; else CUDA does. */
  @Override
  public int devices() {
    if (!isLinux()) {
      return CudaUtils.getGpuCount();
    }
    try (Stream<Path> devices = Files.list(Path.of("/dev"))) {
      return (int)
          devices
              .map(device -> String.valueOf(device.getFileName()))
              .filter(name -> name.matches("nvidia\\d+|dxg"))
              .count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public boolean isLinux() {
    return Platform.isLinux();
  }

  @Override
  public boolean loads(String library) {
    try {
      NativeLibrary.getInstance(library);
      return true;
    } catch (UnsatisfiedLinkError missing) {
      return false;
    }
  }

  @Override
  public int usable() {
    return CudaUtils.getGpuCount();
  }

  @Override
  public Optional<String> loadProvider() {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OnnxLibraries.unpackCuda();
      options.addCUDA();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(OnnxFile.firstLine(e));
    }
  }
}
