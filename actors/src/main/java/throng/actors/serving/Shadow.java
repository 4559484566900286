package throng.actors.serving;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.actors.batch.DeviceTurns;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.Runs;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;

/**
 * Has a second network count a share of the pictures that another one has counted, to tell how they
 * differ before anybody is counted by it.
 *
 * <p>In spare time alone: a picture goes to the second network when no frame of any camera is in
 * the node, one at a time. A frame that comes at that moment waits for that one run at most. Few
 * pictures wait; what does not fit is missed, and counted. Any thread may use it.
 */
public final class Shadow {
  private static final int MOST_WAITING = 4;
  private static final long MOST_BYTES = 16 << 20;
  private static final int MOST_CAMERAS = 1000;

  private final String network;
  private final String of;
  private final double share;
  private final ModelHost watched;
  private final ModelHost spare;
  private final DeviceTurns turns;
  private final MonotonicClock clock;
  private final Runnable whenSpare = this::next;
  // The node's own numbers are of the cameras' answers.
  private final NodeStatistics apart = new NodeStatistics();
  private final Deque<Both> waiting = new ArrayDeque<>();
  // The one whose picture came longest ago first.
  private final Map<CameraId, Double> due = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<CameraId, Comparison> found = new TreeMap<>(byName());
  private long waitingBytes;
  private boolean isUnderWay;
  private boolean hasEnded;
  private long missed;
  private long failed;

  private record Both(CameraId camera, JpegFrame frame, double count, double millis) {}

  /**
   * @param network its name
   * @param spare where it counts, in spare time
   * @param of the name of the network whose pictures are taken
   * @param watched where that counts
   * @param share of its pictures, above 0 and at most 1
   */
  public Shadow(
      String network,
      ModelHost spare,
      String of,
      ModelHost watched,
      double share,
      DeviceTurns turns,
      MonotonicClock clock) {
    this.network = network;
    this.spare = spare;
    this.of = of;
    this.watched = watched;
    this.share = share;
    this.turns = turns;
    this.clock = clock;
    turns.onSpare(whenSpare);
  }

  private static Comparator<CameraId> byName() {
    return Comparator.comparing(CameraId::toString);
  }

  /** The name of the network that might be used. */
  public String network() {
    return network;
  }

  /** Where it counts. */
  public ModelHost spare() {
    return spare;
  }

  /** The name of the network whose pictures are taken. */
  public String of() {
    return of;
  }

  /** Where that counts. */
  ModelHost watched() {
    return watched;
  }

  /** A picture that the watched network has counted. */
  synchronized void offer(CameraId camera, JpegFrame frame, DensityMap counted) {
    if (hasEnded) {
      return;
    }
    if (!due.containsKey(camera) && due.size() >= MOST_CAMERAS) {
      letGo(due.keySet().iterator().next());
    }
    double its = due.merge(camera, share, Double::sum);
    if (its < 1) {
      return;
    }
    due.put(camera, its - 1);
    boolean fits =
        waiting.size() < MOST_WAITING && waitingBytes + frame.jpeg().size() <= MOST_BYTES;
    if (fits && waiting.stream().noneMatch(one -> one.camera().equals(camera))) {
      waiting.add(new Both(camera, frame, counted.count(), millis(counted)));
      waitingBytes += frame.jpeg().size();
    } else {
      missed++;
    }
  }

  // Names that come and go leave no place to those that stay, or come later, else.
  private void letGo(CameraId camera) {
    due.remove(camera);
    found.remove(camera);
  }

  private void next() {
    Both both = take();
    if (both == null) {
      return;
    }
    PendingFrame frame =
        new PendingFrame(
            new FrameOrigin(both.camera(), 0),
            both.frame().worth(0),
            runs(both.frame()),
            clock,
            reply -> counted(both, reply),
            apart);
    spare.count(frame);
  }

  private synchronized @Nullable Both take() {
    if (hasEnded || isUnderWay || waiting.isEmpty()) {
      return null;
    }
    Both both = waiting.removeFirst();
    waitingBytes -= both.frame().jpeg().size();
    isUnderWay = true;
    return both;
  }

  private Runs runs(JpegFrame frame) {
    return JpegHeader.of(frame.jpeg())
        .map(picture -> spare.model().decoder().runs(picture.width(), picture.height()))
        .orElse(Runs.NONE);
  }

  private void counted(Both both, FrameReply reply) {
    synchronized (this) {
      isUnderWay = false;
      if (reply instanceof DensityMap map) {
        found
            .computeIfAbsent(both.camera(), any -> new Comparison())
            .add(both.count(), map.count(), both.millis(), millis(map));
      } else {
        failed++;
      }
    }
    if (turns.isSpare()) {
      next();
    }
  }

  private static double millis(DensityMap map) {
    return map.timing().inferenceMicros() / (double) TimeUnit.MILLISECONDS.toMicros(1);
  }

  /** What was found so far. */
  public synchronized ShadowReport report() {
    return new ShadowReport(
        network,
        of,
        share,
        missed,
        failed,
        found.entrySet().stream()
            .map(one -> one.getValue().read(one.getKey().toString()))
            .toList());
  }

  /** Takes no more pictures; what was found stays to be read. */
  public synchronized void end() {
    hasEnded = true;
    waiting.clear();
    turns.offSpare(whenSpare);
  }
}
