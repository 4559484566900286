package throng.actors.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.Density;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
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
   * @param device how long a picture's run takes by its size, in nanoseconds
   * @param worthMillis for how long a frame's answer is worth having; 0: for ever
   * @param intervalNanos the least time between two frames of a camera
   */
  record Pace(int most, ToLongFunction<TensorSize> device, int worthMillis, long intervalNanos) {
    static final Pace LOSSLESS = new Pace(16, byPixels(100), 0, 0);

    static ToLongFunction<TensorSize> byPixels(int nanos) {
      return size -> nanos * size.pixels();
    }
  }

  private final FairQueue queue;
  private final DeviceTimes devices = new DeviceTimes(List.of("cpu"));
  private final BatchTimes times = devices.of("cpu");
  private final BatchFormer former;
  private final DecodeAhead ahead;
  private final Map<CameraId, Camera> cameras = new HashMap<>();
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private final Map<Camera, Long> due = new HashMap<>();
  private final List<Camera> answered = new ArrayList<>();
  private final List<PendingFrame> unfinished = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final List<String> served = new ArrayList<>();
  private final List<String> finished = new ArrayList<>();
  private final FakeNetwork network;
  private final Pace pace;
  private final List<String> decoded = new ArrayList<>();
  private long decodeNanos;
  private long now;

  ClosedLoop(Policy policy, boolean takesAny, FakeNetwork network, List<Camera> all) {
    this(policy, takesAny, network, all, Pace.LOSSLESS);
  }

  ClosedLoop(Policy policy, boolean takesAny, FakeNetwork network, List<Camera> all, Pace pace) {
    this.queue = new FairQueue(QueueSettings.of(policy), devices);
    this.former = new BatchFormer(queue, devices, "cpu", pace.most(), takesAny);
    this.ahead = new DecodeAhead(2 * pace.most(), 2 * pace.most(), 2, Long.MAX_VALUE);
    this.network = network;
    this.pace = pace;
    join(all);
    all.forEach(camera -> nanos.put(camera.name(), 0L));
    offerWhatIsDue();
  }

  /** Decoding takes so much of a processor from here on; it takes no time on the clock. */
  void decodingTakes(long nanos) {
    decodeNanos = nanos;
  }

  /** More cameras come, from the next batch on. */
  void join(List<Camera> more) {
    for (Camera camera : more) {
      cameras.put(id(camera), camera);
      answered.addAll(Collections.nCopies(camera.window(), camera));
    }
  }

  /** Runs so many batches; how evenly the device's time was shared: 1 is evenly. */
  double jainAfter(int count) {
    List<PendingFrame> before = List.of();
    for (int i = 0; i < count; i++) {
      queue.removeExpired(now).forEach(this::giveUp);
      unfinished.forEach(frame -> queue.goesOn(frame, now));
      unfinished.clear();
      decode();
      List<PendingFrame> batch = former.next(now, this::giveUp);
      batches.add(batch.size());
      batch.forEach(ahead::given);
      before.forEach(frame -> answered.add(cameraOf(frame)));
      offerWhatIsDue();
      before = run(batch);
    }
    return jain();
  }

  List<Integer> batches() {
    return batches;
  }

  /** The cameras whose pictures or tiles were run, in order. */
  List<String> served() {
    return served;
  }

  /** The cameras whose pictures were decoded, in order. */
  List<String> decoded() {
    return decoded;
  }

  /** The cameras whose pictures had their last run, in order. */
  List<String> finished() {
    return finished;
  }

  /** Gives the frames that have no further run before them. */
  private List<PendingFrame> run(List<PendingFrame> batch) {
    long start = now;
    List<PendingFrame> ended = new ArrayList<>();
    for (PendingFrame frame : batch) {
      long took = pace.device().applyAsLong(frame.size());
      nanos.merge(cameraOf(frame).name(), took, Long::sum);
      served.add(cameraOf(frame).name());
      now += took;
      (frame.runsLeft() == 1 ? ended : unfinished).add(frame);
      frame.add(new Density(1, 1, new float[1]), took, batch.size());
    }
    ended.forEach(ahead::left);
    ended.forEach(queue::ended);
    ended.forEach(frame -> finished.add(cameraOf(frame).name()));
    if (batch.isEmpty()) {
      now += pace.intervalNanos();
    } else {
      times.record(batch.get(0).size(), batch.size(), now - start);
    }
    return ended;
  }

  private void giveUp(PendingFrame late) {
    ahead.left(late);
    answered.add(cameraOf(late));
  }

  private void decode() {
    while (ahead.hasRoom()) {
      Optional<PendingFrame> next = queue.nextToDecode(ahead, now);
      if (next.isEmpty()) {
        return;
      }
      ahead.started(next.get());
      try {
        next.get().decode(network);
      } catch (UndecodableException e) {
        throw new IllegalStateException(e);
      }
      ahead.finished(next.get());
      decoded.add(cameraOf(next.get()).name());
      queue.decoded(next.get(), decodeNanos, now);
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
    JpegFrame frame =
        JpegFrame.of(0, 0, 0, pace.worthMillis(), Jpegs.of(camera.width(), camera.height(), 0));
    queue.offer(
        new PendingFrame(
            new FrameOrigin(id(camera), 0),
            frame,
            network.runs(camera.width(), camera.height()),
            () -> now,
            answer -> {},
            new NodeStatistics()),
        now);
  }

  private Camera cameraOf(PendingFrame frame) {
    return cameras.getOrDefault(frame.origin().camera(), new Camera("none", 0, 0, 0));
  }

  private double jain() {
    double sum = nanos.values().stream().mapToDouble(Long::doubleValue).sum();
    double squares = nanos.values().stream().mapToDouble(one -> (double) one * one).sum();
    return sum * sum / (nanos.size() * squares);
  }

  private static CameraId id(Camera camera) {
    return new CameraId("lobby", camera.name());
  }
}
