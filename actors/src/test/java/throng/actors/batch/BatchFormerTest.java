package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

class BatchFormerTest {
  private static final TensorSize SIZE = new TensorSize(480, 640);
  private static final long ARRIVED = 1_000;

  private final DeviceTimes devices = new DeviceTimes(List.of("gpu:0", "gpu:1"));
  private final BatchTimes times = devices.of("gpu:0");
  private final BatchTimes otherTimes = devices.of("gpu:1");
  private final FairQueue queue = new FairQueue(QueueSettings.of(Policy.FAIR), devices);
  private final BatchFormer former = new BatchFormer(queue, devices, "gpu:0", 16, false);
  private final BatchFormer other = new BatchFormer(queue, devices, "gpu:1", 16, false);
  private final DecodeAhead ahead = new DecodeAhead(8, 32, 1, Long.MAX_VALUE);
  private final List<PendingFrame> late = new ArrayList<>();

  @Test
  void givesUpWhatWouldComeTooLate() {
    times.record(SIZE, 1, millis(60));
    decoded(100, 1);

    assertThat(former.next(ARRIVED + millis(50), late::add)).isEmpty();
    assertThat(late).hasSize(1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void servesAFrameWithoutALimitHoweverLongItTakes() {
    times.record(SIZE, 1, TimeUnit.HOURS.toNanos(1));
    decoded(0, 1);

    assertThat(former.next(ARRIVED + TimeUnit.DAYS.toNanos(1), late::add)).hasSize(1);
  }

  @Test
  void makesABatchSmallerRatherThanLate() {
    times.record(SIZE, 1, millis(25));
    times.record(SIZE, 8, millis(200));
    times.record(SIZE, 4, millis(100));
    decoded(150, 8);

    assertThat(former.next(ARRIVED, late::add)).hasSize(4);
    assertThat(late).isEmpty();
    assertThat(queue.size()).isEqualTo(4);
  }

  @Test
  void triesAgainAfterOneBatchThatWasFarTooSlow() {
    times.record(SIZE, 1, millis(1_000));

    int givenUp = 0;
    while (givenUp < 100) {
      decoded(500, 1);
      if (!former.next(ARRIVED, late::add).isEmpty()) {
        break;
      }
      givenUp++;
    }

    assertThat(givenUp).isBetween(1, 10);
  }

  @Test
  void keepsTheLimitThatADevicesMemorySets() {
    former.tooLarge(SIZE, 8, ARRIVED);
    decoded(0, 16);

    assertThat(former.next(ARRIVED, late::add)).hasSize(4);
  }

  @Test
  void givesEachDeviceTheBatchThatFits() {
    times.record(SIZE, 1, millis(100));
    times.record(SIZE, 8, millis(800));
    otherTimes.record(SIZE, 1, millis(10));
    otherTimes.record(SIZE, 8, millis(80));
    decoded(150, 9);

    assertThat(former.next(ARRIVED, late::add)).hasSize(1);
    assertThat(other.next(ARRIVED, late::add)).hasSize(8);
    assertThat(late).isEmpty();
  }

  @Test
  void leavesToAFasterDeviceWhatThisOneCannotAnswerInTime() {
    times.record(SIZE, 1, millis(100));
    otherTimes.record(SIZE, 1, millis(10));
    decoded(50, 2);

    assertThat(former.next(ARRIVED, late::add)).isEmpty();
    assertThat(late).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(other.next(ARRIVED, late::add))
        .extracting(frame -> frame.frame().sequence())
        .containsExactly(0L, 1L);
  }

  @Test
  void triesItselfInTheEndWhatItLeftToAFasterDevice() {
    times.record(SIZE, 1, millis(200));
    otherTimes.record(SIZE, 1, millis(10));
    long now = ARRIVED;
    int left = 0;

    for (boolean hasRun = false; !hasRun && left < 100; left++) {
      decodedAt(now, 50, 1);
      hasRun = !former.next(now, late::add).isEmpty();
      other.next(now, late::add);
      now += millis(1_000);
    }

    assertThat(left).isBetween(10, 20);
    assertThat(late).isEmpty();
  }

  @Test
  void lowersTheLimitOfOneDeviceAlone() {
    former.tooLarge(SIZE, 8, ARRIVED);
    decoded(0, 20);

    assertThat(former.next(ARRIVED, late::add)).hasSize(4);
    assertThat(other.next(ARRIVED, late::add)).hasSize(16);
  }

  private void decoded(int worthMillis, int count) {
    decodedAt(ARRIVED, worthMillis, count);
  }

  private void decodedAt(long now, int worthMillis, int count) {
    for (int i = 0; i < count; i++) {
      PendingFrame frame =
          new PendingFrame(
              new FrameOrigin(new CameraId("lobby", "door"), 0),
              JpegFrame.of(i, 0, 0, worthMillis, Jpegs.of(640, 480, 1)),
              new Runs(SIZE, 1),
              () -> now,
              answer -> {},
              new NodeStatistics());
      queue.offer(frame, now);
      queue.decoded(queue.nextToDecode(ahead, now).orElseThrow(), 0, now);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
