package throng.actors.inference;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.DensityMap;
import throng.streams.frame.DensityMap.Timing;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.PeopleCount;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/**
 * A frame that the node has accepted and not answered yet.
 *
 * <p>Passed on with the message that carries it: the batcher's, then a decoding thread's, the
 * batcher's again, a worker's; one that takes several runs goes back and forth between these two.
 * Only whoever holds it touches it; {@link #skip} alone may be called by another thread. Whatever
 * happens, the first answer goes out and a second one is nothing.
 */
public final class PendingFrame {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final FrameOrigin origin;
  private final JpegFrame frame;
  private final MonotonicClock clock;
  private final long arrivedNanos;
  private final long worthNanos;
  private final Consumer<FrameReply> replyTo;
  private final NodeStatistics statistics;
  private final AtomicBoolean isAnswered = new AtomicBoolean();

  // Touched by its holder alone.
  private Runs runs;
  private int done;
  private @Nullable DecodedPicture picture;
  private long cost;
  private long foreseenDecodeNanos;
  private long decodeNanos;
  private long decodeWorkNanos;
  private long inferenceNanos;
  private long readyNanos;
  private int deaths;

  /**
   * Accepts a frame: from here on it is counted as under way.
   *
   * @param runs what the picture will be to the network
   * @param clock by which it arrives now, and is timed
   * @param replyTo takes the one answer
   */
  public PendingFrame(
      FrameOrigin origin,
      JpegFrame frame,
      Runs runs,
      MonotonicClock clock,
      Consumer<FrameReply> replyTo,
      NodeStatistics statistics) {
    this.origin = origin;
    this.frame = frame;
    this.runs = runs;
    this.clock = clock;
    this.arrivedNanos = clock.nanos();
    this.worthNanos =
        frame.worthMillis() == 0 ? FOR_EVER : TimeUnit.MILLISECONDS.toNanos(frame.worthMillis());
    this.replyTo = replyTo;
    this.statistics = statistics;
    statistics.accepted(origin.camera());
  }

  public FrameOrigin origin() {
    return origin;
  }

  public JpegFrame frame() {
    return frame;
  }

  /** With which other frames it may share a batch; foreseen until it is decoded, then known. */
  public TensorSize size() {
    return runs.size();
  }

  /** Whether it takes several runs of the network, between which others come. */
  public boolean isTiled() {
    return runs.areTiles();
  }

  /** How many runs of the network it still takes. */
  public int runsLeft() {
    return Math.max(1, runs.count() - done);
  }

  /** How many of its pixels each of its runs counts, as they came. */
  public long pixelsPerRun() {
    return frame.pixels() / Math.max(1, runs.count());
  }

  /** Whether its answer is not worth having for ever. */
  public boolean canBeTooLate() {
    return worthNanos != FOR_EVER;
  }

  /** Whether it has begun and can still be too late: what was spent on it is then lost. */
  public boolean isUrgent() {
    return done > 0 && canBeTooLate();
  }

  /** Sets what each of its runs costs, in nanoseconds of its device, until this is called again. */
  public void costs(long nanos) {
    cost = nanos;
  }

  /** What its next run costs, in nanoseconds of its device. */
  public long cost() {
    return cost;
  }

  /** Sets how long decoding it will take, as its JPEG tells; until then it takes no time. */
  public void foresees(long nanos) {
    foreseenDecodeNanos = nanos;
  }

  /** How long decoding it will take, in nanoseconds. */
  public long foreseenDecodeNanos() {
    return foreseenDecodeNanos;
  }

  /** Whether an answer that goes out at {@code nanos} comes too late. */
  public boolean isExpiredAt(long nanos) {
    return canBeTooLate() && nanos - arrivedNanos >= worthNanos;
  }

  /** The decoded picture, once {@link #decode} has made it. */
  public @Nullable DecodedPicture picture() {
    return picture;
  }

  /**
   * Makes its JPEG into the network's input; called by a decoding thread.
   *
   * @throws UndecodableException if it is no picture
   */
  public void decode(PictureDecoder decoder) throws UndecodableException {
    long start = clock.nanos();
    long worked = THREADS.getCurrentThreadCpuTime();
    try {
      DecodedPicture decoded = decoder.decode(frame.jpeg());
      runs = new Runs(decoded.tensorSize(), decoded.runs());
      picture = decoded;
    } finally {
      decodeNanos = clock.nanos() - start;
      decodeWorkNanos = THREADS.getCurrentThreadCpuTime() - worked;
    }
  }

  /**
   * What decoding took of a processor, in nanoseconds, once it is over; on a busy machine less than
   * the time that it took.
   */
  public long decodeWorkNanos() {
    return decodeWorkNanos;
  }

  /** Notes that it is decoded and waits for its turn from now on. */
  public void ready(long nanos) {
    readyNanos = nanos;
  }

  /** Since when it waits for its turn. */
  public long readyNanos() {
    return readyNanos;
  }

  /** Notes that the worker that held it died; true: it may be tried once more. */
  public boolean survivesWorker() {
    deaths++;
    return deaths == 1;
  }

  /** Whether a worker has died with it in hand: then it runs alone. */
  public boolean isSuspect() {
    return deaths > 0;
  }

  /**
   * Takes the density of its next run, and answers if that was its last one.
   *
   * @param nanos how long the batch took in which it ran
   * @param batch how many pictures that batch had
   */
  public void add(Density run, long nanos, int batch) {
    done++;
    inferenceNanos += nanos;
    if (picture != null) {
      picture.add(run).ifPresent(whole -> count(whole, batch));
    }
  }

  /** Answers with a density map; where its sum is no count of people, that it gets none. */
  private void count(Density density, int batch) {
    OptionalDouble people = PeopleCount.of(density.values());
    if (people.isEmpty()) {
      skip(SkipReason.MODEL_FAILED, "The sum of the network's answer is no count of people.");
    } else if (isAnswered.compareAndSet(false, true)) {
      Timing timing = timing(batch);
      statistics.answered(origin.camera(), timing);
      replyTo.accept(
          new DensityMap(
              frame.sequence(),
              frame.capturedNanos(),
              density.rows(),
              density.columns(),
              people.getAsDouble(),
              density.values(),
              timing));
    }
  }

  /** Answers that it gets no count. */
  public void skip(SkipReason reason, String sentence) {
    if (isAnswered.compareAndSet(false, true)) {
      statistics.skipped(origin.camera(), reason);
      replyTo.accept(new Skipped(frame.sequence(), reason, sentence));
    }
  }

  public boolean isAnswered() {
    return isAnswered.get();
  }

  /** Gives its native memory back; nothing where there is none. */
  public void release() {
    if (picture != null) {
      picture.close();
      picture = null;
    }
  }

  private Timing timing(int batch) {
    long queued = clock.nanos() - arrivedNanos - decodeNanos - inferenceNanos;
    return new Timing(
        micros(Math.max(0, queued)), micros(decodeNanos), micros(inferenceNanos), batch);
  }

  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
