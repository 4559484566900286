package throng.gpu.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;

/**
 * Which pictures are cut into tiles, and how.
 *
 * <p>The limits are what the slowest of the workers measured when it opened its network for the
 * first time. They stay: a picture's count must not depend on who counts it, or on what else there
 * is to do. Used by any thread.
 */
final class Tiles {
  private final InputConf input;
  private final Set<Integer> measured = new HashSet<>();
  private volatile TileLimits limits;

  Tiles(InputConf input) {
    this.input = input;
    this.limits = TileLimits.ofSide(input.tileSide());
  }

  /**
   * A worker has opened its network.
   *
   * @param measure gives its device's; called the first time only
   */
  void opened(int worker, Supplier<TileLimits> measure) {
    if (isPossible() && isFirst(worker)) {
      atMost(measure.get());
    }
  }

  private synchronized boolean isFirst(int worker) {
    return measured.add(worker);
  }

  private synchronized void atMost(TileLimits its) {
    limits = limits.and(its);
  }

  /** What is cut, once every worker is open; empty: nothing ever is. */
  Optional<TileLimits> limits() {
    return isPossible() ? Optional.of(limits) : Optional.empty();
  }

  /** How a picture that becomes this size is cut; empty: it is run as a whole. */
  Optional<Tiling> of(TensorSize whole) {
    TileLimits now = limits;
    boolean fits =
        whole.pixels() <= now.whole()
            && Math.max(whole.height(), whole.width()) <= input.tileSide();
    return fits || !isPossible()
        ? Optional.empty()
        : Optional.of(Tiling.of(whole, now.side(), input.overlap(), input.multiple()));
  }

  Runs runs(TensorSize whole) {
    return of(whole)
        .map(tiling -> new Runs(tiling.tile(), tiling.tiles()))
        .orElseGet(() -> new Runs(whole, 1));
  }

  private boolean isPossible() {
    return input.size().isEmpty();
  }
}
