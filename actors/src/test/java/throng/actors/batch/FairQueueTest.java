package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

/** What a camera is worth, and one that is forgotten while a worker still has its frame. */
class FairQueueTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final DeviceTimes devices = new DeviceTimes(List.of("cpu"));
  private final DecodeAhead ahead = new DecodeAhead(2, 8, 2, Long.MAX_VALUE);

  @ParameterizedTest
  @EnumSource(Policy.class)
  void aFrameThatEndsIsNoMatter(Policy policy) {
    FairQueue queue = new FairQueue(QueueSettings.of(policy), devices);
    PendingFrame frame = taken(queue);

    queue.removeExpired(HOUR);

    assertThatCode(() -> queue.ended(frame)).doesNotThrowAnyException();
    assertThat(queue.isIdle(HOUR)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void aFrameWithFurtherRunsGoesOn(Policy policy) {
    FairQueue queue = new FairQueue(QueueSettings.of(policy), devices);
    PendingFrame frame = taken(queue);

    queue.removeExpired(HOUR);
    queue.goesOn(frame, HOUR);

    assertThat(queue.size()).isEqualTo(1);
    assertThat(new BatchFormer(queue, devices, "cpu", 1, false).next(HOUR, late -> {}))
        .containsExactly(frame);
  }

  @Test
  void aCrowdThatHasOnlyJustComeIsWorthOneCamera() {
    FairQueue queue = new FairQueue(QueueSettings.of(Policy.FAIR), devices);
    for (int i = 0; i < 4; i++) {
      queue.offer(frame("stays" + i), 0);
    }
    for (int i = 0; i < 200; i++) {
      queue.offer(frame("comes" + i), HOUR);
    }

    assertThat(queue.parts(HOUR)).isEqualTo(5);
    assertThat(queue.parts(2 * HOUR)).isEqualTo(204);
  }

  private static PendingFrame frame(String camera) {
    return new PendingFrame(
        new FrameOrigin(new CameraId("lobby", camera), 0),
        JpegFrame.of(0, 0, 0, 0, Jpegs.of(1280, 960, 1)),
        new Runs(new TensorSize(640, 640), 4),
        () -> 0,
        answer -> {},
        new NodeStatistics());
  }

  private PendingFrame taken(FairQueue queue) {
    PendingFrame frame = frame("door");
    queue.offer(frame, 0);
    queue.decoded(queue.nextToDecode(ahead, 0).orElseThrow(), 0, 0);
    assertThat(new BatchFormer(queue, devices, "cpu", 1, false).next(0, late -> {}))
        .containsExactly(frame);
    return frame;
  }
}
