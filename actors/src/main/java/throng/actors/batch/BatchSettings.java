package throng.actors.batch;

import java.time.Duration;
import java.util.Optional;
import throng.actors.inference.ServedModel;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;

/**
 * How frames wait, and how batches are formed: {@code throng.gpu-node.batch}.
 *
 * @param maxSize the largest batch; the model's own limit holds too
 * @param maxPerCamera how many frames of one camera a batch takes while other cameras are active
 * @param quantum what a camera may spend each time it is its turn, in time of a device; empty: what
 *     a picture of the camera in the middle takes
 * @param newFor how long after its first frame a camera shares one part with all others as new
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
    Duration newFor,
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

  /** Reads {@code throng.gpu-node}. */
  public static BatchSettings from(Block gpuNode) {
    Block batch = gpuNode.block("batch");
    return new BatchSettings(
        batch.whole("max-size", 1, 1024),
        batch.whole("max-per-camera", 1, 1024),
        batch.unless("auto", "quantum", key -> batch.time(key, "1us", "1d")),
        batch.time("new-for", "0s", "1d"),
        batch.time("active-for", "1ms", "1d"),
        batch.oneOf("policy", Policy.class),
        batch.whole("max-waiting-frames", 1, 1_000_000),
        maxWaitingBytes(gpuNode.block("limits"), batch),
        threads(batch),
        batch.whole("decode-ahead", 1, 1024),
        batch.bytes("decode-ahead-bytes", "1 B", "1 TiB"),
        batch.time("warm-at-most", "1ms", "1d"),
        batch.time("expiry-interval", "1ms", "1d"),
        batch.time("drain-timeout", "1ms", "1d"));
  }

  private static long maxWaitingBytes(Block limits, Block batch) {
    MemoryPlan plan = MemoryPlan.from(limits);
    return plan.bytes(batch, "max-waiting-bytes", "1 TiB", plan.maxWaitingBytes());
  }

  /** The largest batch of a network, in pictures. */
  int largestBatch(ServedModel model) {
    return Math.min(maxSize, model.maxBatch());
  }

  // Half of the cores decode, the others infer. Two at least: one picture that decodes for seconds
  // must not hold up all others.
  private static int threads(Block batch) {
    int threads = batch.whole("decode-threads", 0, 1024);
    return threads == 0
        ? Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors() / 2)
        : threads;
  }
}
