package throng.actors.inference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.SkipReason;
import throng.streams.log.RateLimitedLog;
import throng.streams.memory.Exhaustion;

/**
 * One batch's way through the network, and what is done when the network fails on it.
 *
 * <p>A batch that fails runs again, frame by frame: the one that fails again is {@code
 * MODEL_FAILED}, the others go on. One that did not fit into the device's memory is halved first.
 * An {@link Error} is not caught: the worker is then beyond use.
 */
final class BatchRun {
  private static final RateLimitedLog FAILURES = RateLimitedLog.errors(BatchRun.class);

  private final DensityModel model;
  private final MonotonicClock clock;
  private @Nullable Throwable failure;
  private boolean isOutOfMemory;
  private int counted;
  private long pixels;
  private long nanos;

  private BatchRun(DensityModel model, MonotonicClock clock) {
    this.model = model;
    this.clock = clock;
  }

  /**
   * Runs {@code batch}; when this returns, each of its frames has come a run further or is
   * answered.
   */
  static BatchRun of(DensityModel model, MonotonicClock clock, List<PendingFrame> batch) {
    BatchRun run = new BatchRun(model, clock);
    if (!run.succeeds(batch)) {
      List<List<PendingFrame>> parts =
          run.isOutOfMemory && batch.size() > 1 ? halves(batch) : List.of(batch);
      parts.forEach(run::runAgain);
    }
    return run;
  }

  /** The last failure; null: there was none. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the batch as it came did not fit into the device's memory. */
  boolean isOutOfMemory() {
    return isOutOfMemory;
  }

  /** Whether not one frame could be counted. */
  boolean isTotalFailure() {
    return counted == 0;
  }

  /** Of the pictures that came a run further, as they came. */
  long pixels() {
    return pixels;
  }

  /** How long the network took, failures included. */
  long nanos() {
    return nanos;
  }

  private void runAgain(List<PendingFrame> part) {
    if (isOutOfMemory && part.size() > 1 && succeeds(part)) {
      return;
    }
    for (PendingFrame frame : part) {
      if (!succeeds(List.of(frame))) {
        frame.skip(SkipReason.MODEL_FAILED, "The network failed on this picture.");
      }
    }
  }

  private boolean succeeds(List<PendingFrame> frames) {
    long start = clock.nanos();
    List<Density> densities;
    try {
      densities = infer(frames);
    } catch (RuntimeException | OutOfMemoryError thrown) {
      note(thrown, frames.size());
      return false;
    } finally {
      nanos += clock.nanos() - start;
    }
    long took = clock.nanos() - start;
    for (int i = 0; i < frames.size(); i++) {
      add(frames.get(i), densities.get(i), took, frames.size());
    }
    return true;
  }

  private void add(PendingFrame frame, Density density, long took, int batch) {
    try {
      frame.add(density, took, batch);
      counted++;
      pixels += frame.pixelsPerRun();
    } catch (RuntimeException | OutOfMemoryError thrown) {
      note(thrown, 1);
      frame.skip(SkipReason.MODEL_FAILED, "The network's answers to this picture do not fit.");
    }
  }

  private List<Density> infer(List<PendingFrame> frames) {
    List<DecodedPicture> pictures = new ArrayList<>(frames.size());
    for (PendingFrame frame : frames) {
      DecodedPicture picture = frame.picture();
      if (picture == null) {
        throw new IllegalStateException("A frame came to a worker undecoded.");
      }
      pictures.add(picture);
    }
    List<Density> densities = model.infer(pictures);
    if (densities.size() != frames.size()) {
      throw new IllegalStateException(
          "The network gave %d maps for %d pictures.".formatted(densities.size(), frames.size()));
    }
    return densities;
  }

  private void note(Throwable thrown, int batch) {
    Exhaustion.report(thrown);
    if (failure == null) {
      isOutOfMemory = OutOfMemory.isIn(thrown);
      FAILURES.write("failures", "The network failed on %d picture(s).".formatted(batch), thrown);
    }
    failure = thrown;
  }

  private static List<List<PendingFrame>> halves(List<PendingFrame> batch) {
    int middle = batch.size() / 2;
    return List.of(batch.subList(0, middle), batch.subList(middle, batch.size()));
  }
}
