package throng.gpu.model;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;

/**
 * One worker's session of an ONNX network.
 *
 * <p>A picture alone is run from where the decoder put it; several are copied side by side first. A
 * GPU is given 1, 2, 4, 8 or 16 pictures at a time, filled up with whatever lies in the buffer,
 * since every new shape costs it memory and time; a CPU never computes what nobody asked for.
 */
final class OnnxDensityModel implements DensityModel {
  /** How often a size is timed: what else the machine does is no part of what a run takes. */
  private static final int RUNS = 5;

  private final InputConf input;
  private final double divisor;
  private final int maxBatch;
  private final OnnxSession session;
  private final boolean pads;
  private final PicturePool pool;
  private PicturePool.@Nullable Slab batchMemory;

  OnnxDensityModel(ModelConf conf, OnnxSession session, boolean pads, PicturePool pool) {
    this.input = conf.input();
    this.divisor = conf.divisor();
    this.maxBatch = conf.maxBatch();
    this.session = session;
    this.pads = pads;
    this.pool = pool;
  }

  @Override
  public List<Density> infer(List<? extends DecodedPicture> batch) {
    TensorSize size = batch.get(0).tensorSize();
    int count = batch.size();
    int padded = pads ? Math.min(BatchSizes.atLeast(count), Math.max(count, maxBatch)) : count;
    List<ByteBuffer> pictures = new ArrayList<>();
    batch.forEach(picture -> pictures.add(((NetworkInput) picture).pixels()));
    ByteBuffer pixels = padded == 1 ? pictures.get(0) : sideBySide(pictures, size, padded);
    OnnxSession.Answer answer =
        session.run(new OnnxSession.Batch(pixels, input.shape(padded, size)));
    return DensityMaps.split(answer, count, divisor);
  }

  /** How long a picture of this size takes, in nanoseconds: the shortest of some runs. */
  long time(TensorSize size, Duration most) {
    long start = System.nanoTime();
    long shortest = timeOnce(size);
    for (int more = 1; more < RUNS && System.nanoTime() - start < 2 * most.toNanos(); more++) {
      shortest = Math.min(shortest, timeOnce(size));
    }
    return shortest;
  }

  /** How long one run of an empty picture takes, in nanoseconds. */
  long timeOnce(TensorSize size) {
    long start = System.nanoTime();
    warm(size, 1);
    return System.nanoTime() - start;
  }

  private ByteBuffer sideBySide(List<ByteBuffer> pictures, TensorSize size, int padded) {
    int one = Math.toIntExact(input.bytes(size));
    ByteBuffer memory = batchMemory((long) one * padded);
    for (int i = 0; i < pictures.size(); i++) {
      memory.put(i * one, pictures.get(i), 0, one);
    }
    return memory.slice(0, one * padded).order(memory.order());
  }

  private ByteBuffer batchMemory(long bytes) {
    PicturePool.Slab memory = batchMemory;
    if (memory == null || memory.memory().capacity() < bytes) {
      if (memory != null) {
        memory.memory().close();
      }
      memory = PicturePool.Slab.allocate(bytes);
      batchMemory = memory;
    }
    return memory.buffer();
  }

  @Override
  public void warm(TensorSize size, int batch) {
    List<NativePicture> empty = new ArrayList<>();
    try {
      for (int i = 0; i < batch; i++) {
        empty.add(pool.take(size, input.bytes(size)));
        empty.get(i).slab().memory().fill(0);
      }
      infer(empty);
    } finally {
      empty.forEach(NativePicture::close);
    }
  }

  @Override
  public void close() {
    session.close();
    if (batchMemory != null) {
      batchMemory.memory().close();
      batchMemory = null;
    }
  }
}
