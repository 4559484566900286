package throng.gpu.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks for NVIDIA GPUs without loading more than is there: ONNX Runtime's part for CUDA complains
 * on the terminal where it finds no GPU, or a library of CUDA's is missing.
 */
final class CudaSearch {
  /** What ONNX Runtime's part for CUDA needs, and NVIDIA's packages that bring it. */
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("libcudart.so.12", "cuda-cudart-12-9");
    LIBRARIES.put("libcublasLt.so.12", "libcublas-12-9");
    LIBRARIES.put("libcublas.so.12", "libcublas-12-9");
    LIBRARIES.put("libcufft.so.11", "libcufft-12-9");
    LIBRARIES.put("libcurand.so.10", "libcurand-12-9");
    LIBRARIES.put("libcudnn.so.9", "libcudnn9-cuda-12");
  }

  private static final String UNUSABLE =
      "an NVIDIA GPU was found, but its driver lets this process use none (is it as new as CUDA 12, and"
          + " what does CUDA_VISIBLE_DEVICES say?)";

  private CudaSearch() {}

  /** What a machine and this build have. */
  interface Machine {
    /** Whether the build has ONNX Runtime's part for CUDA. */
    boolean hasCudaBuild();

    /** How many GPUs the driver shows. */
    int devices();

    /** Whether libraries are named as on Linux. */
    boolean isLinux();

    /** Whether a library can be loaded. */
    boolean loads(String library);

    /** How many of the GPUs this process may use. */
    int usable();

    /** Loads ONNX Runtime's part for CUDA; why it cannot be, or nothing. */
    Optional<String> loadProvider();
  }

  static Device.Cuda find(Machine machine) {
    if (!machine.hasCudaBuild()) {
      return new Device.Cuda(
          0, "this build has no CUDA (./mvnw -Pcuda package makes one that has)");
    }
    if (machine.devices() == 0) {
      return new Device.Cuda(0, "no NVIDIA GPU was found");
    }
    List<String> missing =
        LIBRARIES.keySet().stream()
            .filter(library -> machine.isLinux() && !machine.loads(library))
            .toList();
    if (!missing.isEmpty()) {
      return new Device.Cuda(0, missing(missing));
    }
    int usable = machine.usable();
    return usable == 0 ? new Device.Cuda(0, UNUSABLE) : opened(machine, usable);
  }

  private static Device.Cuda opened(Machine machine, int usable) {
    return machine
        .loadProvider()
        .map(why -> new Device.Cuda(0, "ONNX Runtime cannot use the GPU (" + why + ")"))
        .orElse(
            new Device.Cuda(
                usable,
                usable == 1 ? "one NVIDIA GPU was found" : usable + " NVIDIA GPUs were found"));
  }

  private static String missing(List<String> libraries) {
    String packages =
        libraries.stream().map(LIBRARIES::get).distinct().collect(Collectors.joining(" "));
    return "an NVIDIA GPU was found, but not %s of CUDA 12 and cuDNN 9; NVIDIA's packages for Debian bring them: apt install %s"
        .formatted(String.join(", ", libraries), packages);
  }
}
