package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import throng.actors.inference.TensorSize;

class TileMeasurementTest {
  private static final Duration MOST = Duration.ofMillis(250);

  private final List<TensorSize> runs = new ArrayList<>();

  @Test
  void isTheLargestThatTheDeviceRunsInTime() {
    ToLongFunction<TensorSize> device = size -> 130 * size.pixels();

    int side = measure(2048, device);

    assertThat(device.applyAsLong(new TensorSize(side, side))).isLessThanOrEqualTo(nanos(250));
    assertThat(side).isEqualTo(1280);
  }

  @Test
  void isSmallerWhereLargePicturesCostMoreThanTheirPixels() {
    ToLongFunction<TensorSize> device = size -> (long) (20 * Math.pow(size.pixels(), 1.15));

    int side = measure(2048, device);

    assertThat(device.applyAsLong(new TensorSize(side, side))).isLessThanOrEqualTo(nanos(250));
    assertThat(side).isBetween(960, 1280);
  }

  @Test
  void isTheNetworksLargestOnAFastDevice() {
    assertThat(measure(2048, size -> nanos(1))).isEqualTo(2048);
  }

  @Test
  void isNeverSoSmallThatOverlapIsMostOfIt() {
    assertThat(measure(2048, size -> nanos(5_000))).isEqualTo(640);
    assertThat(runs).hasSize(2);
  }

  @Test
  void aUsualPictureIsRunAtOnceHoweverSlowTheDeviceIs() {
    TileLimits limits = limits(2048, size -> nanos(5_000));

    assertThat(limits.whole()).isEqualTo(1280 * 736);
  }

  @Test
  void aUsualPictureIsCutWhereTheDeviceHasTooLittleMemoryForIt() {
    TileLimits limits =
        limits(
            2048,
            size -> {
              if (size.pixels() > 700_000) {
                throw new IllegalStateException("out of memory");
              }
              return nanos(5_000);
            });

    assertThat(limits).isEqualTo(TileLimits.ofSide(640));
  }

  @Test
  void whatAFastDeviceRunsAtOnceIsTheNetworksLargest() {
    assertThat(limits(2048, size -> nanos(1))).isEqualTo(TileLimits.ofSide(2048));
    assertThat(limits(1024, size -> nanos(5_000))).isEqualTo(TileLimits.ofSide(640));
  }

  @Test
  void isSmallerWhereTheDeviceHasTooLittleMemory() {
    int side =
        measure(
            2048,
            size -> {
              if (size.pixels() > 1_000_000) {
                throw new IllegalStateException("out of memory");
              }
              return nanos(1);
            });

    assertThat(side).isBetween(640, 1000);
  }

  @Test
  void triesNoPictureThatIsLargerThanAnyNeeded() {
    measure(65_536, size -> nanos(1));

    assertThat(runs).allMatch(size -> size.width() <= 4096);
  }

  private int measure(int largestSide, ToLongFunction<TensorSize> device) {
    return limits(largestSide, device).side();
  }

  private TileLimits limits(int largestSide, ToLongFunction<TensorSize> device) {
    ModelConf conf =
        ModelConf.parse(
            """
            name = fake
            input { name = image, layout = NHWC, type = uint8, colour = RGB, multiple = 32,
              largest-side = %d }
            output.name = density
            """
                .formatted(largestSide),
            "model.conf");
    return new TileMeasurement(conf.input(), MOST)
        .measure(
            size -> {
              runs.add(size);
              return device.applyAsLong(size);
            });
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
