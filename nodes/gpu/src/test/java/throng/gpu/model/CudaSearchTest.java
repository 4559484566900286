package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CudaSearchTest {
  @Test
  void loadsNothingWhereThereIsNoGpu() {
    FakeMachine machine = new FakeMachine(0, Set.of());

    assertThat(CudaSearch.find(machine)).isEqualTo(new Device.Cuda(0, "no NVIDIA GPU was found"));
    assertThat(machine.loadedProvider).isFalse();
  }

  @Test
  void namesTheLibrariesThatAreMissingAndTheirPackages() {
    FakeMachine machine = new FakeMachine(1, Set.of("libcudnn.so.9", "libcublas.so.12"));

    Device.Cuda cuda = CudaSearch.find(machine);

    assertThat(cuda.gpus()).isZero();
    assertThat(cuda.words())
        .contains("not libcublas.so.12, libcudnn.so.9 of CUDA 12 and cuDNN 9")
        .endsWith("apt install libcublas-12-9 libcudnn9-cuda-12");
    assertThat(machine.loadedProvider).isFalse();
  }

  @Test
  void findsAGpuThatHasAllItNeeds() {
    assertThat(CudaSearch.find(new FakeMachine(2, Set.of())))
        .isEqualTo(new Device.Cuda(2, "2 NVIDIA GPUs were found"));
  }

  @Test
  void keepsTheEngineFromSearchingByItself() {
    Models.prepare();

    assertThat(Engine.getEngine("OnnxRuntime").defaultDevice()).isEqualTo(ai.djl.Device.cpu());
  }

  private static final class FakeMachine implements CudaSearch.Machine {
    private final int devices;
    private final Set<String> missing;
    private boolean loadedProvider;

    FakeMachine(int devices, Set<String> missing) {
      this.devices = devices;
      this.missing = missing;
    }

    @Override
    public boolean hasCudaBuild() {
      return true;
    }

    @Override
    public int devices() {
      return devices;
    }

    @Override
    public boolean isLinux() {
      return true;
    }

    @Override
    public boolean loads(String library) {
      return !missing.contains(library);
    }

    @Override
    public int usable() {
      return devices;
    }

    @Override
    public Optional<String> loadProvider() {
      loadedProvider = true;
      return Optional.empty();
    }
  }
}
