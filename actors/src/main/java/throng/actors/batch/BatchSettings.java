package throng.actors.batch;

import java.time.Duration;
import throng.streams.settings.Block;

/**
 * How frames wait, and how batches are formed: {@code throng.gpu-node.batch}.
 *
 * @param maxSize the largest batch; the model's own limit holds too
 * @param maxPerCamera how many frames of one camera a batch takes while other cameras are active
 * @param quantum what a camera may spend each time it is its turn, in pixels
 * @param activeFor how long after its last frame a camera still counts as active
 * @param policy who is next
 * @param maxWaitingFrames how many undecoded frames may wait, of all cameras together
 * @param maxWaitingBytes how many bytes of JPEG they may be
 * @param decodeThreads how many threads decode
 * @param decodeAhead how many full batches a worker are decoded before they are needed
 * @param decodeAheadBytes how much memory these may take
 * @param expiryInterval how often waiting frames are looked through for expired ones
 * @param drainTimeout how long accepted frames may still be worked on when the node goes down
 */
public record BatchSettings(
    int maxSize,
    int maxPerCamera,
    long quantum,
    Duration activeFor,
    Policy policy,
    int maxWaitingFrames,
    long maxWaitingBytes,
    int decodeThreads,
    int decodeAhead,
    long decodeAheadBytes,
    Duration expiryInterval,
    Duration drainTimeout) {

  /** Whose frame is next. */
  public enum Policy {
    /** Deficit round robin across cameras, by pixels. */
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
        batch.whole("quantum", 1, 1L << 40),
        batch.time("active-for", "1ms", "1d"),
        batch.oneOf("policy", Policy.class),
        batch.whole("max-waiting-frames", 1, 1_000_000),
        batch.bytes("max-waiting-bytes", "1 B", "1 TiB"),
        threads(batch),
        batch.whole("decode-ahead", 1, 1024),
        batch.bytes("decode-ahead-bytes", "1 B", "1 TiB"),
        batch.time("expiry-interval", "1ms", "1d"),
        batch.time("drain-timeout", "1ms", "1d"));
  }

  // Half of the cores decode, the others infer; a device of its own needs more than half fed.
  private static int threads(Block batch) {
    int threads = batch.whole("decode-threads", 0, 1024);
    return threads == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
  }
}
