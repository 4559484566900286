package throng.actors.batch;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.SettingsException;

/**
 * How frames wait, and how batches are formed: {@code throng.gpu-node.batch}.
 *
 * @param maxSize the largest batch; the model's own limit holds too
 * @param maxPerCamera how many frames of one camera a batch takes while other cameras are active
 * @param quantum what a camera may spend each time it is its turn, in time of a device; empty: what
 *     a picture of the camera in the middle takes
 * @param activeFor how long after its last frame a camera still counts as active
 * @param policy who is next
 * @param maxWaitingFrames how many undecoded frames may wait, of all cameras together
 * @param maxWaitingBytes how many bytes of JPEG they may be
 * @param decodeThreads how many threads decode
 * @param decodeAhead how many full batches a worker are decoded before they are needed
 * @param decodeAheadBytes how much memory these may take
 * @param warmAtMost how long empty pictures may keep a worker while cameras are active
 * @param expiryInterval how often waiting frames are looked through for expired ones
 * @param drainTimeout how long accepted frames may still be worked on when the node goes down
 */
public record BatchSettings(
    int maxSize,
    int maxPerCamera,
    Optional<Duration> quantum,
    Duration activeFor,
    Policy policy,
    int maxWaitingFrames,
    long maxWaitingBytes,
    int decodeThreads,
    int decodeAhead,
    long decodeAheadBytes,
    Duration warmAtMost,
    Duration expiryInterval,
    Duration drainTimeout) {

  private static final int LEAST_THREADS = 2;

  /** Whose frame is next. */
  public enum Policy {
    /** Deficit round robin across cameras, by time of a device. */
    FAIR,
    /** The one that came first. */
    FIFO
  }

  public BatchSettings {
    atLeastOne("max-size", maxSize);
    atLeastOne("max-per-camera", maxPerCamera);
    quantum.ifPresent(time -> positive("quantum", time));
    atLeastOne("active-for", activeFor.toMillis());
    atLeastOne("max-waiting-frames", maxWaitingFrames);
    atLeastOne("max-waiting-bytes", maxWaitingBytes);
    atLeastOne("decode-threads", decodeThreads);
    atLeastOne("decode-ahead", decodeAhead);
    atLeastOne("decode-ahead-bytes", decodeAheadBytes);
    atLeastOne("warm-at-most", warmAtMost.toMillis());
    atLeastOne("expiry-interval", expiryInterval.toMillis());
    atLeastOne("drain-timeout", drainTimeout.toMillis());
  }

  /** Reads {@code throng.gpu-node}. */
  public static BatchSettings from(Config gpuNode) {
    Config batch = gpuNode.getConfig("batch");
    return new BatchSettings(
        batch.getInt("max-size"),
        batch.getInt("max-per-camera"),
        quantum(batch),
        batch.getDuration("active-for"),
        policy(batch.getString("policy")),
        batch.getInt("max-waiting-frames"),
        maxWaitingBytes(gpuNode),
        threads(batch),
        batch.getInt("decode-ahead"),
        batch.getBytes("decode-ahead-bytes"),
        batch.getDuration("warm-at-most"),
        batch.getDuration("expiry-interval"),
        batch.getDuration("drain-timeout"));
  }

  private static long maxWaitingBytes(Config gpuNode) {
    MemoryPlan plan = MemoryPlan.from(gpuNode.getConfig("limits"));
    return plan.bytes(
        gpuNode.getConfig("batch"), "batch", "max-waiting-bytes", plan.maxWaitingBytes());
  }

  private static Policy policy(String name) {
    return switch (name) {
      case "fair" -> Policy.FAIR;
      case "fifo" -> Policy.FIFO;
      default ->
          throw new SettingsException(
              "throng.gpu-node.batch.policy must be fair or fifo, not '" + name + "'.");
    };
  }

  // A number alone would be read as milliseconds.
  private static Optional<Duration> quantum(Config batch) {
    String text = batch.getString("quantum");
    if (text.equals("auto")) {
      return Optional.empty();
    }
    if (text.matches("[-+.\\d\\s]*")) {
      throw new SettingsException(
          "throng.gpu-node.batch.quantum is a time: write auto, or a duration such as 30ms, not "
              + text
              + ".");
    }
    return Optional.of(batch.getDuration("quantum"));
  }

  // Half of the cores decode, the others infer. Two at least: one picture that decodes for seconds
  // must not hold up all others.
  private static int threads(Config batch) {
    int threads = batch.getInt("decode-threads");
    return threads == 0
        ? Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors() / 2)
        : threads;
  }

  private static void positive(String key, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new SettingsException(
          "throng.gpu-node.batch." + key + " must be more than 0, not " + time.toMillis() + "ms.");
    }
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw new SettingsException(
          "throng.gpu-node.batch." + key + " must be at least 1, not " + value + ".");
    }
  }
}
