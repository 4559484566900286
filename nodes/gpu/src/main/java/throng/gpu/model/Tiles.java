package throng.gpu.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;

/**
 * Which pictures are cut into tiles, and how.
 *
 * <p>The tiles' side is what the slowest of the workers measured when it opened its network for the
 * first time. It stays: a picture's count must not depend on who counts it, or on what else there
 * is to do. Used by any thread.
 */
final class Tiles {
  private final InputConf input;
  private final Set<Integer> measured = new HashSet<>();
  private volatile int side;

  Tiles(InputConf input) {
    this.input = input;
    this.side = input.tileSide();
  }

  /**
   * A worker has opened its network.
   *
   * @param measure gives the tiles' longest side for its device; called the first time only
   */
  void opened(int worker, IntSupplier measure) {
    if (isPossible() && isFirst(worker)) {
      atMost(measure.getAsInt());
    }
  }

  private synchronized boolean isFirst(int worker) {
    return measured.add(worker);
  }

  private synchronized void atMost(int longest) {
    side = Math.min(side, longest);
  }

  /** The tiles' side in pixels, once every worker is open; empty: nothing is ever cut. */
  OptionalInt side() {
    return isPossible() ? OptionalInt.of(side) : OptionalInt.empty();
  }

  /** How a picture that becomes this size is cut; empty: it is run as a whole. */
  Optional<Tiling> of(TensorSize whole) {
    int longest = side;
    boolean fits =
        whole.pixels() <= (long) longest * longest
            && Math.max(whole.height(), whole.width()) <= input.tileSide();
    return fits || !isPossible()
        ? Optional.empty()
        : Optional.of(Tiling.of(whole, longest, input.overlap(), input.multiple()));
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
