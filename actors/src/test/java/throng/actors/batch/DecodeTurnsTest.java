package throng.actors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Whose frame is decoded next, by what decoding takes. */
class DecodeTurnsTest {
  private static final int THREADS = 2;

  private final FairQueue queue = new FairQueue(QueueSettings.of(Policy.FAIR), new BatchTimes());
  private final DecodeAhead ahead = new DecodeAhead(THREADS, 16, 1, Long.MAX_VALUE);
  private final Map<String, Long> decodeNanos = new HashMap<>();
  private final Map<String, Long> foreseenNanos = new HashMap<>();
  private long now = TimeUnit.HOURS.toNanos(1);

  @Test
  void oneCameraNeverHasAllThreadsWhileAnotherIsActive() {
    offer("slow", 8);
    offer("fast", 1);

    assertThat(start()).containsExactlyInAnyOrder("slow", "fast");
  }

  @Test
  void oneCameraThatIsAloneKeepsAllThreadsBusy() {
    offer("alone", 8);

    assertThat(start()).hasSize(2 * THREADS).containsOnly("alone");
  }

  @Test
  void oneCameraThatIsAloneInItsNetworkNeverHasAllThreadsWhileAnotherNetworkHasActiveOnes() {
    ahead.sharedBy(2);
    offer("alone", 8);

    assertThat(start()).hasSize(THREADS - 1);
  }

  @Test
  void networksHaveEqualPartsOfTheMemoryForPicturesThatAreDecodedAhead() {
    long each = 12L * 640 * 480;
    DecodeAhead bounded = new DecodeAhead(16, 32, 1, 8 * each);
    offer("alone", 16);
    for (int i = 0; i < 3; i++) {
      bounded.started(queue.nextToDecode(bounded, now).orElseThrow());
    }

    bounded.sharedBy(4);
    assertThat(queue.nextToDecode(bounded, now)).isEmpty();
    bounded.sharedBy(2);
    assertThat(queue.nextToDecode(bounded, now)).isPresent();
  }

  @Test
  void picturesThatDecodeSlowlyNeverHaveAllThreadsWhosesoeverTheyAre() {
    decodeNanos.put("slow1", millis(3_000));
    decodeNanos.put("slow2", millis(3_000));
    offer("slow1", 1);
    offer("slow2", 1);
    finish(startFrames());

    offer("slow1", 4);
    offer("slow2", 4);

    assertThat(start()).hasSize(THREADS - 1);
  }

  @Test
  void aCameraThatIsAloneMayNotDecodeSlowlyOnAllThreadsEither() {
    decodeNanos.put("slow", millis(3_000));
    offer("slow", 1);
    finish(startFrames());

    offer("slow", 8);

    assertThat(start()).hasSize(THREADS - 1);
  }

  @Test
  void picturesForeseenToDecodeSlowlyNeverHaveAllThreadsHoweverNewTheirCamerasAre() {
    foreseenNanos.put("new1", millis(300));
    foreseenNanos.put("new2", millis(300));
    offer("new1", 1);
    offer("new2", 1);
    offer("fast", 1);

    assertThat(start()).containsExactlyInAnyOrder("fast", "new1");
  }

  @Test
  void picturesThatTakeLongToDecodeComeBehindThoseThatDoNot() {
    foreseenNanos.put("new1", millis(90));
    foreseenNanos.put("new2", millis(50));
    offer("new1", 1);
    offer("new2", 1);
    offer("fast", 1);

    assertThat(start()).containsExactly("fast", "new2", "new1");
  }

  @Test
  void whoSpentMoreThanItsPartComesBehindThoseThatDidNot() {
    decodeNanos.put("greedy", millis(90));
    for (int i = 0; i < 200; i++) {
      offer("greedy", 1);
      offer("modest", 1);
      finish(startFrames());
    }
    DecodeAhead one = new DecodeAhead(1, 16, 1, Long.MAX_VALUE);

    offer("modest", 4);
    offer("greedy", 4);

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      PendingFrame frame = queue.nextToDecode(one, now).orElseThrow();
      order.add(frame.origin().camera().camera());
      queue.decoded(frame, 0, now);
    }
    assertThat(order).containsOnly("modest");
  }

  @Test
  void camerasThatComeAndGoLeaveNobodyBehindThem() {
    decodeNanos.put("here", millis(5));
    for (int i = 0; i < 300; i++) {
      offer("here", 1);
      offer("new" + i, 1);
      finish(startFrames());
    }
    DecodeAhead one = new DecodeAhead(1, 16, 1, Long.MAX_VALUE);
    List<String> order = new ArrayList<>();

    for (int i = 300; i < 310; i++) {
      offer("here", 1);
      offer("new" + i, 1);
      PendingFrame frame = queue.nextToDecode(one, now).orElseThrow();
      order.add(frame.origin().camera().camera());
      queue.dropped(frame, millis(5), now);
      queue.removeIf(left -> !left.origin().camera().camera().equals("here"), now);
    }

    assertThat(order).filteredOn("here"::equals).hasSizeGreaterThanOrEqualTo(5);
  }

  private List<String> start() {
    return startFrames().stream().map(frame -> frame.origin().camera().camera()).toList();
  }

  private List<PendingFrame> startFrames() {
    List<PendingFrame> started = new ArrayList<>();
    while (ahead.hasRoom()) {
      Optional<PendingFrame> next = queue.nextToDecode(ahead, now);
      if (next.isEmpty()) {
        break;
      }
      ahead.started(next.get());
      started.add(next.get());
    }
    return started;
  }

  private void finish(List<PendingFrame> started) {
    for (PendingFrame frame : started) {
      long took = decodeNanos.getOrDefault(frame.origin().camera().camera(), millis(1));
      now += took;
      ahead.finished(frame);
      queue.dropped(frame, took, now);
    }
  }

  private void offer(String camera, int count) {
    TensorSize size = new TensorSize(480, 640);
    for (int i = 0; i < count; i++) {
      PendingFrame frame =
          new PendingFrame(
              new FrameOrigin(new CameraId("lobby", camera), 0),
              JpegFrame.of(i, 0, 0, 0, Jpegs.of(640, 480, 1)),
              new Runs(size, 1),
              () -> now,
              answer -> {},
              new NodeStatistics());
      frame.foresees(foreseenNanos.getOrDefault(camera, millis(1)));
      queue.offer(frame, now);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
