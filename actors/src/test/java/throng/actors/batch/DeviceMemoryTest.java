package throng.actors.batch;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static throng.actors.batch.DeviceMemory.FIRST_REST;

import org.junit.jupiter.api.Test;
import throng.actors.inference.TensorSize;

class DeviceMemoryTest {
  private static final TensorSize SIZE = new TensorSize(480, 640);
  private static final TensorSize OTHER = new TensorSize(1080, 1920);

  private final DeviceMemory memory = new DeviceMemory(16);

  @Test
  void takesHalfOfWhatDidNotFitOfThisSizeAlone() {
    memory.tooLarge(SIZE, 8, 0);

    assertThat(memory.fits(SIZE, 0)).isEqualTo(4);
    assertThat(memory.fits(OTHER, 0)).isEqualTo(16);
  }

  @Test
  void neverTakesFewerThanOne() {
    memory.tooLarge(SIZE, 1, 0);

    assertThat(memory.fits(SIZE, 0)).isEqualTo(1);
  }

  @Test
  void keepsTheLowerLimitOfTwo() {
    memory.tooLarge(SIZE, 4, 0);
    memory.tooLarge(SIZE, 16, 0);

    assertThat(memory.fits(SIZE, 0)).isEqualTo(2);
  }

  @Test
  void triesMoreAfterAWhileUpToTheLargest() {
    memory.tooLarge(SIZE, 8, 0);

    assertThat(memory.fits(SIZE, FIRST_REST - 1)).isEqualTo(4);
    assertThat(memory.fits(SIZE, FIRST_REST)).isEqualTo(8);
    assertThat(memory.fits(SIZE, FIRST_REST + 1)).isEqualTo(8);
    assertThat(memory.fits(SIZE, 2 * FIRST_REST)).isEqualTo(16);
    assertThat(memory.fits(SIZE, 9 * FIRST_REST)).isEqualTo(16);
  }

  @Test
  void restsTwiceAsLongEachTimeThatMoreDidNotFit() {
    long now = 0;
    memory.tooLarge(SIZE, 16, now);
    for (long rest = FIRST_REST; rest < HOURS.toNanos(24); rest *= 2) {
      assertThat(memory.fits(SIZE, now + rest - 1)).isEqualTo(8);
      now += rest;
      assertThat(memory.fits(SIZE, now)).isEqualTo(16);
      memory.tooLarge(SIZE, 16, now);
    }

    assertThat(memory.fits(SIZE, now + HOURS.toNanos(24) - 1)).isEqualTo(8);
    assertThat(memory.fits(SIZE, now + HOURS.toNanos(24))).isEqualTo(16);
  }
}
