package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.testing.HeapUse;

class NativeMemoryTest {
  /** Less than a thousand of the smallest things that a frame takes: 4 kB each. */
  private static final long ALLOWED = 4L << 20;

  /** Less than one of the large pictures, of 16 megapixels, as whatever it is kept. */
  private static final long LARGE_ALLOWED = 12L << 20;

  /** Of so many frames at least one comes while the JVM's compilers hold little. */
  private static final int SETTLING = 300;

  @Test
  void aThousandFramesLeaveNothingBehind() throws UndecodableException {
    Assumptions.assumeTrue(NativeHeap.isKnown(), "the C library tells what is in use");
    ByteString jpeg = Jpegs.jpeg(640, 480);
    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS);
        DensityModel worker = model.open(0)) {
      run(model, worker, jpeg, 1000);
      long before = settled(model, worker, jpeg);

      run(model, worker, jpeg, 1000);

      // The JVM's compiler may hold some of it for all of these frames.
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(settled(model, worker, jpeg) - before).isLessThan(ALLOWED));
    }
  }

  @Test
  void aLargePictureLeavesNothingBehind() throws UndecodableException {
    Assumptions.assumeTrue(NativeHeap.isKnown(), "the C library tells what is in use");
    ByteString small = Jpegs.jpeg(640, 480);
    ByteString large = Jpegs.jpeg(4000, 4000);
    try (OnnxModel model = Networks.load(Networks.PLANES)) {
      model.decoder().decode(small).close();
      long before = NativeHeap.inUse();

      List<DecodedPicture> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(model.decoder().decode(large));
      }
      open.forEach(DecodedPicture::close);

      // The JVM's compiler has some of it for a while, too.
      await()
          .untilAsserted(() -> assertThat(NativeHeap.inUse() - before).isLessThan(LARGE_ALLOWED));
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

  /** What is in use between two frames, when that is least. */
  private static long settled(OnnxModel model, DensityModel worker, ByteString jpeg)
      throws UndecodableException {
    long least = Long.MAX_VALUE;
    HeapUse.now();
    for (int frames = 0; frames < SETTLING; frames++) {
      run(model, worker, jpeg, 1);
      least = Math.min(least, NativeHeap.inUse());
    }
    return least;
  }
}
