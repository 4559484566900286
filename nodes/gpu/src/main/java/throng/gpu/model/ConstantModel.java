package throng.gpu.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;

/**
 * A network that costs nothing, or sleeps as a device would, or as several of unequal speed: for
 * tests and measurements. Pictures are decoded as for any other.
 */
final class ConstantModel implements ServedModel {
  private static final InputConf INPUT =
      new InputConf(
          "image",
          Layout.NHWC,
          PixelType.UINT8,
          Colour.RGB,
          List.of(0.0, 0.0, 0.0),
          List.of(1.0, 1.0, 1.0),
          1,
          65_535,
          0,
          Optional.empty());

  private final ModelSettings.Constant constant;
  private final ModelSettings settings;
  private final int workers;
  private final JpegDecoder decoder;

  ConstantModel(ModelSettings.Constant constant, ModelSettings settings, PicturePool pool) {
    this.constant = constant;
    this.settings = settings;
    this.workers = settings.workers();
    this.decoder = new JpegDecoder(INPUT, pool);
  }

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int maxBatch() {
    return constant.maxBatch();
  }

  @Override
  public boolean takesAnyBatch() {
    return true;
  }

  @Override
  public List<String> devices() {
    int devices = constant.latencies().size();
    return IntStream.range(0, devices * workers)
        .mapToObj(worker -> devices == 1 ? Device.CPU.toString() : "constant:" + worker / workers)
        .toList();
  }

  @Override
  public int maxBatch(String device) {
    return settings.maxBatch(device, maxBatch());
  }

  @Override
  public PictureDecoder decoder() {
    return decoder;
  }

  @Override
  public DensityModel open(int worker) {
    return new Worker(constant, constant.latencies().get(worker / workers));
  }

  @Override
  public void close() {
    decoder.close();
  }

  private static final class Worker implements DensityModel {
    private final Duration latency;
    private final Density density;

    Worker(ModelSettings.Constant constant, Duration latency) {
      float[] values = new float[constant.rows() * constant.columns()];
      Arrays.fill(values, constant.value());
      this.latency = latency;
      this.density = new Density(constant.rows(), constant.columns(), values);
    }

    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      sleep();
      return new ArrayList<>(Collections.nCopies(batch.size(), density));
    }

    private void sleep() {
      if (latency.isZero()) {
        return;
      }
      try {
        Thread.sleep(latency.toMillis(), latency.toNanosPart() % 1_000_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The worker was stopped while it slept.", e);
      }
    }

    // As a device would, so that what it could count is known before it has counted anything.
    @Override
    public void warm(TensorSize size, int batch) {
      sleep();
    }

    @Override
    public void close() {}
  }
}
