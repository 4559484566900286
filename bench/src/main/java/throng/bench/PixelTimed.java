package throng.bench;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;

/** A device that takes its time by the pixels of a batch, and leaves the processor alone. */
final class PixelTimed implements ServedModel {
  /** What the device manages: 100 pictures of 640 × 480 a second. */
  private static final double NANOS_PER_PIXEL = TimeUnit.SECONDS.toNanos(1) / (100 * 640 * 480.0);

  private final ServedModel decoding;

  /**
   * @param decoding gives decoder and batch size
   */
  PixelTimed(ServedModel decoding) {
    this.decoding = decoding;
  }

  @Override
  public String name() {
    return "pixel-timed";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int maxBatch() {
    return decoding.maxBatch();
  }

  @Override
  public boolean takesAnyBatch() {
    return true;
  }

  @Override
  public List<String> devices() {
    return List.of("cpu");
  }

  @Override
  public PictureDecoder decoder() {
    return decoding.decoder();
  }

  @Override
  public DensityModel open(int worker) {
    return new Device();
  }

  @Override
  public void close() {
    decoding.close();
  }

  private static final class Device implements DensityModel {
    private static final Density NOBODY = new Density(60, 80, new float[60 * 80]);

    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      long pixels = batch.stream().mapToLong(picture -> picture.tensorSize().pixels()).sum();
      long end = System.nanoTime() + (long) (pixels * NANOS_PER_PIXEL);
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return Collections.nCopies(batch.size(), NOBODY);
    }

    @Override
    public void warm(TensorSize size, int batch) {}

    @Override
    public void close() {}
  }
}
