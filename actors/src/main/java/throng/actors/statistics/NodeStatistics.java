package throng.actors.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.SkipReason;
import throng.streams.legacy.LegacyException;
import throng.streams.tcp.TurnedAway;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireException;

/**
 * What one node has done so far, in all and camera by camera. Any thread may tell it or ask it.
 *
 * <p>Numbers only grow; reading takes nothing away, and whoever wants to know of an interval has an
 * {@link IntervalReader}. One lock guards all of them, so that at every moment accepted = answered
 * + skipped + under way.
 */
public final class NodeStatistics {
  /** How many cameras that have left are remembered. */
  private static final int MOST_AWAY = 256;

  private final Map<RefusedCode, Long> refused = new EnumMap<>(RefusedCode.class);
  private final Map<WireException.Kind, Long> broken = new EnumMap<>(WireException.Kind.class);
  private final Map<LegacyException.Reason, Long> legacyBroken =
      new EnumMap<>(LegacyException.Reason.class);
  private final Map<TurnedAway, Long> turnedAway = new EnumMap<>(TurnedAway.class);
  private final FrameCounter frames = new FrameCounter();
  private final CameraBooks byCamera = new CameraBooks(MOST_AWAY);
  private long fitted;
  private int cameras;
  private Supplier<Map<String, DeviceTotals>> devices = Map::of;

  /**
   * All numbers since the node's start.
   *
   * @param frames of all cameras
   * @param fitted pictures of one of the old protocols that were made smaller
   */
  public record Snapshot(
      FrameTotals frames,
      int cameras,
      Map<RefusedCode, Long> refused,
      Map<WireException.Kind, Long> broken,
      Map<LegacyException.Reason, Long> legacyBroken,
      Map<TurnedAway, Long> turnedAway,
      long fitted) {

    public long refused(RefusedCode code) {
      return refused.getOrDefault(code, 0L);
    }

    public long broken(WireException.Kind kind) {
      return broken.getOrDefault(kind, 0L);
    }

    public long broken(LegacyException.Reason reason) {
      return legacyBroken.getOrDefault(reason, 0L);
    }

    public long turnedAway(TurnedAway why) {
      return turnedAway.getOrDefault(why, 0L);
    }
  }

  /** These devices count from now on. */
  public synchronized void countsOn(Supplier<Map<String, DeviceTotals>> counting) {
    devices = counting;
  }

  /** The numbers of each device since its network was opened. */
  public Map<String, DeviceTotals> byDevice() {
    Supplier<Map<String, DeviceTotals>> all;
    synchronized (this) {
      all = devices;
    }
    return all.get();
  }

  /** A frame of this camera was accepted. */
  public synchronized void accepted(CameraId camera) {
    frames.accepted();
    byCamera.of(camera).accepted();
  }

  /** A frame that was accepted got its map. */
  public synchronized void answered(CameraId camera, Timing timing) {
    frames.answered(timing);
    byCamera.of(camera).answered(timing);
  }

  /** A frame that was accepted got no count. */
  public synchronized void skipped(CameraId camera, SkipReason reason) {
    frames.skipped(reason);
    byCamera.of(camera).skipped(reason);
  }

  /** A camera's session began. */
  public synchronized void connected(CameraId camera) {
    cameras++;
    byCamera.connected(camera);
  }

  /** A camera's session ended. */
  public synchronized void disconnected(CameraId camera) {
    cameras--;
    byCamera.disconnected(camera);
  }

  /** A connection was refused. */
  public synchronized void refused(RefusedCode code) {
    refused.merge(code, 1L, Long::sum);
  }

  /** A connection ended because its peer broke the protocol or its time limits. */
  public synchronized void broken(WireException.Kind kind) {
    broken.merge(kind, 1L, Long::sum);
  }

  /** A connection of one of the old protocols was cut off. */
  public synchronized void broken(LegacyException.Reason reason) {
    legacyBroken.merge(reason, 1L, Long::sum);
  }

  /** The listener closed the connection of a peer that was not admitted. */
  public synchronized void turnedAway(TurnedAway why) {
    turnedAway.merge(why, 1L, Long::sum);
  }

  /** A picture of one of the old protocols was made smaller, to be within the limits. */
  public synchronized void fitted() {
    fitted++;
  }

  /** All numbers, as they are together at this moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        frames.read(),
        cameras,
        Map.copyOf(refused),
        Map.copyOf(broken),
        Map.copyOf(legacyBroken),
        Map.copyOf(turnedAway),
        fitted);
  }

  /** What became of the frames of all cameras, at this moment. */
  public synchronized FrameTotals frames() {
    return frames.read();
  }

  /** The numbers of each camera that is connected, and of the last ones that were. */
  public synchronized Map<CameraId, CameraTotals> byCamera() {
    return byCamera.read();
  }
}
