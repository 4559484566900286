package throng.actors.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  /** A camera that keeps {@code window} pictures under way. */
  record Camera(String name, int window, int width, int height) {}

  /**
   * What a batch takes and the frames are worth.
   *
   * @param most the most pictures of a batch
   * @param nanosPerPixel how long a picture takes by its pixels
   * @param worthMillis for how long a frame's answer is worth having; 0: for ever
   * @param intervalNanos the least time between two frames of a camera
   */
  record Pace(int most, int nanosPerPixel, int worthMillis, long intervalNanos) {
    static final Pace LOSSLESS = new Pace(16, 100, 0, 0);
  }

  private final FairQueue queue;
  private final BatchTimes times = new BatchTimes();
  private final BatchFormer former;
  private final Map<CameraId, Camera> cameras = new HashMap<>();
  private final Map<String, Long> pixels = new LinkedHashMap<>();
  private final Map<Camera, Long> due = new HashMap<>();
  private final List<Camera> answered = new ArrayList<>();
  private final Set<PendingFrame> ahead = new HashSet<>();
  private final List<Integer> batches = new ArrayList<>();
  private final boolean isOneTensorSize;
  private final Pace pace;
  private long now;

  ClosedLoop(Policy policy, boolean takesAny, boolean isOneTensorSize, List<Camera> all) {
    this(policy, takesAny, isOneTensorSize, all, Pace.LOSSLESS);
  }

  ClosedLoop(
      Policy policy, boolean takesAny, boolean isOneTensorSize, List<Camera> all, Pace pace) {
    this.queue = new FairQueue(QueueSettings.of(policy), times);
    this.former = new BatchFormer(queue, times, pace.most(), takesAny);
    this.isOneTensorSize = isOneTensorSize;
    this.pace = pace;
    for (Camera camera : all) {
      cameras.put(id(camera), camera);
      pixels.put(camera.name(), 0L);
      answered.addAll(Collections.nCopies(camera.window(), camera));
    }
    offerWhatIsDue();
  }

  /** Runs so many batches; how evenly their pixels were shared: 1 is evenly. */
  double jainAfter(int count) {
    List<PendingFrame> before = List.of();
    for (int i = 0; i < count; i++) {
      queue.removeExpired(now).forEach(this::giveUp);
      decode();
      List<PendingFrame> batch = former.next(now, this::giveUp);
      batches.add(batch.size());
      batch.forEach(ahead::remove);
      before.forEach(frame -> answered.add(cameraOf(frame)));
      offerWhatIsDue();
      run(batch);
      before = batch;
    }
    return jain();
  }

  List<Integer> batches() {
    return batches;
  }

  private void run(List<PendingFrame> batch) {
    long start = now;
    for (PendingFrame frame : batch) {
      pixels.merge(cameraOf(frame).name(), frame.pixels(), Long::sum);
      now += frame.pixels() * pace.nanosPerPixel();
    }
    if (batch.isEmpty()) {
      now += pace.intervalNanos();
    } else {
      times.record(batch.get(0).size(), batch.size(), now - start);
    }
  }

  private void giveUp(PendingFrame late) {
    ahead.remove(late);
    answered.add(cameraOf(late));
  }

  private void decode() {
    int most = 2 * pace.most();
    while (ahead.size() < most) {
      Optional<PendingFrame> next = queue.nextToDecode(most / 2, most, now);
      if (next.isEmpty()) {
        return;
      }
      queue.decoded(next.get(), now);
      ahead.add(next.get());
    }
  }

  private void offerWhatIsDue() {
    for (Iterator<Camera> cameras = answered.iterator(); cameras.hasNext(); ) {
      Camera camera = cameras.next();
      if (due.getOrDefault(camera, now) <= now) {
        cameras.remove();
        offer(camera);
        due.merge(camera, now + pace.intervalNanos(), (last, next) -> last + pace.intervalNanos());
      }
    }
  }

  private void offer(Camera camera) {
    long cost = (long) camera.width() * camera.height();
    TensorSize size =
        isOneTensorSize ? new TensorSize(1, 1) : new TensorSize(camera.height(), camera.width());
    JpegFrame frame =
        new JpegFrame(0, 0, 0, pace.worthMillis(), Jpegs.of(camera.width(), camera.height(), 0));
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
