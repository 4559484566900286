package throng.actors.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.Jpegs;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

/**
 * Cameras that each keep a number of frames under way, and one worker that is never idle: a new
 * frame comes when one is answered, just after the worker has asked for its next batch.
 */
final class ClosedLoop {
  private static final int AHEAD = 32;

  /** A camera that keeps {@code window} pictures under way. */
  record Camera(String name, int window, int width, int height) {}

  private final FairQueue queue;
  private final BatchFormer former;
  private final Map<CameraId, Camera> cameras = new HashMap<>();
  private final Map<String, Long> pixels = new LinkedHashMap<>();
  private final List<Integer> batches = new ArrayList<>();
  private final boolean isOneTensorSize;
  private long now;
  private int ahead;

  ClosedLoop(Policy policy, boolean takesAny, boolean isOneTensorSize, List<Camera> all) {
    BatchSettings settings = QueueSettings.of(policy);
    this.queue = new FairQueue(settings);
    this.former = new BatchFormer(queue, new BatchTimes(), 16, takesAny);
    this.isOneTensorSize = isOneTensorSize;
    for (Camera camera : all) {
      cameras.put(id(camera), camera);
      pixels.put(camera.name(), 0L);
      for (int i = 0; i < camera.window(); i++) {
        offer(camera);
      }
    }
  }

  /** Runs so many batches; how evenly their pixels were shared: 1 is evenly. */
  double jainAfter(int count) {
    List<PendingFrame> before = List.of();
    for (int i = 0; i < count; i++) {
      decode();
      List<PendingFrame> batch = former.next(now, late -> {});
      batches.add(batch.size());
      ahead -= batch.size();
      before.forEach(frame -> offer(cameraOf(frame)));
      for (PendingFrame frame : batch) {
        pixels.merge(cameraOf(frame).name(), frame.pixels(), Long::sum);
        now += frame.pixels() * 100;
      }
      before = batch;
    }
    return jain();
  }

  List<Integer> batches() {
    return batches;
  }

  private void decode() {
    while (ahead < AHEAD) {
      Optional<PendingFrame> next = queue.nextToDecode(AHEAD / 2, AHEAD, now);
      if (next.isEmpty()) {
        return;
      }
      queue.decoded(next.get());
      ahead++;
    }
  }

  private void offer(Camera camera) {
    long cost = (long) camera.width() * camera.height();
    TensorSize size =
        isOneTensorSize ? new TensorSize(1, 1) : new TensorSize(camera.height(), camera.width());
    JpegFrame frame = new JpegFrame(0, 0, 0, 0, Jpegs.of(camera.width(), camera.height(), 0));
    queue.offer(
        new PendingFrame(id(camera), frame, cost, size, now, answer -> {}, new NodeStatistics()),
        now);
  }

  private Camera cameraOf(PendingFrame frame) {
    return cameras.getOrDefault(frame.camera(), new Camera("none", 0, 0, 0));
  }

  private double jain() {
    double sum = pixels.values().stream().mapToDouble(Long::doubleValue).sum();
    double squares = pixels.values().stream().mapToDouble(one -> (double) one * one).sum();
    return sum * sum / (pixels.size() * squares);
  }

  private static CameraId id(Camera camera) {
    return new CameraId("lobby", camera.name());
  }
}
