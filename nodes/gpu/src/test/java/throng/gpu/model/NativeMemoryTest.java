package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;

class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Far less than a thousand pictures, or a thousand answers, or a thousand of anything. */
  private static final long ALLOWED = 24L << 20;

  @Test
  void aThousandFramesLeaveNothingBehind() throws IOException, UndecodableException {
    Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    ByteString jpeg = Jpegs.jpeg(640, 480);
    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS);
        DensityModel worker = model.open(0)) {
      run(model, worker, jpeg, 1000);
      long before = resident();

      run(model, worker, jpeg, 1000);

      assertThat(resident() - before).isLessThan(ALLOWED);
    }
  }

  @Test
  void aLargePictureLeavesNothingBehind() throws IOException, UndecodableException {
    Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    ByteString small = Jpegs.jpeg(640, 480);
    ByteString large = Jpegs.jpeg(4000, 4000);
    try (OnnxModel model = Networks.load(Networks.PLANES)) {
      model.decoder().decode(small).close();
      long before = resident();

      List<DecodedPicture> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(model.decoder().decode(large));
      }
      open.forEach(DecodedPicture::close);

      assertThat(resident() - before).isLessThan(ALLOWED);
    }
  }

  @Test
  void keepsNoMoreIdleMemoryThanItMay() {
    try (PicturePool pool = new PicturePool(1000)) {
      List<NativePicture> taken = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        taken.add(pool.take(new TensorSize(20, 20), 400));
      }

      taken.forEach(NativePicture::close);
      taken.forEach(NativePicture::close);

      assertThat(pool.idleBytes()).isEqualTo(800);
    }
  }

  private static void run(OnnxModel model, DensityModel worker, ByteString jpeg, int frames)
      throws UndecodableException {
    for (int done = 0; done < frames; ) {
      int batch = 1 << (done % 3);
      List<DecodedPicture> pictures = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        pictures.add(model.decoder().decode(jpeg));
      }
      assertThat(worker.infer(pictures)).hasSize(batch);
      pictures.forEach(DecodedPicture::close);
      done += batch;
    }
  }

  private static long resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
