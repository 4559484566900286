package throng.gpu.model;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import throng.actors.inference.Density;
import throng.actors.inference.TensorSize;

/** One picture as the network's input, in native memory that goes back to its pool. */
final class NativePicture implements NetworkInput {
  private final PicturePool pool;
  private final PicturePool.Slab slab;
  private final TensorSize tensorSize;
  private final AtomicBoolean closed = new AtomicBoolean();

  NativePicture(PicturePool pool, PicturePool.Slab slab, TensorSize tensorSize) {
    this.pool = pool;
    this.slab = slab;
    this.tensorSize = tensorSize;
  }

  @Override
  public TensorSize tensorSize() {
    return tensorSize;
  }

  @Override
  public int runs() {
    return 1;
  }

  @Override
  public Optional<Density> add(Density run) {
    return Optional.of(run);
  }

  @Override
  public long bytes() {
    return slab.memory().capacity();
  }

  PicturePool.Slab slab() {
    return slab;
  }

  @Override
  public ByteBuffer pixels() {
    return slab.buffer();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.giveBack(slab);
    }
  }
}
