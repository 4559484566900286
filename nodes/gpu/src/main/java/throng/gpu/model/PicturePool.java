package throng.gpu.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.TensorSize;

/**
 * Native memory for decoded pictures, and for decoding them, used again rather than allocated anew:
 * one for all networks of a node, whose pictures are decoded by the same threads.
 *
 * <p>What is in use is bounded by who takes pictures, not here; what lies idle by {@code
 * mostIdleBytes}: above it, what has lain longest is freed at once, whichever network left it. Used
 * by any thread.
 */
final class PicturePool implements AutoCloseable {

  /** One block of native memory, and a view of it as a buffer. */
  record Slab(BytePointer memory, ByteBuffer buffer) {
    static Slab allocate(long bytes) {
      BytePointer memory = new BytePointer(bytes);
      return new Slab(memory, memory.asByteBuffer().order(ByteOrder.nativeOrder()));
    }
  }

  private final long mostIdleBytes;

  // Guarded by this; the one that was given back last is first.
  private final Deque<Slab> idle = new ArrayDeque<>();
  private final Deque<DecodeScratch> scratches = new ArrayDeque<>();
  private long idleBytes;
  private long scratchBytes;
  private int decoders;
  private boolean closed;

  PicturePool(long mostIdleBytes) {
    this.mostIdleBytes = mostIdleBytes;
  }

  /** A decoder uses it until it {@link #leave leaves}. */
  synchronized void join() {
    decoders++;
    closed = false;
  }

  /** The last decoder that leaves closes it, until another joins. */
  synchronized void leave() {
    decoders--;
    if (decoders == 0) {
      close();
    }
  }

  NativePicture take(TensorSize size, long bytes) {
    Slab slab = takeIdle(bytes);
    return new NativePicture(this, slab == null ? Slab.allocate(bytes) : slab, size);
  }

  private synchronized @Nullable Slab takeIdle(long bytes) {
    for (Iterator<Slab> slabs = idle.iterator(); slabs.hasNext(); ) {
      Slab slab = slabs.next();
      if (slab.memory().capacity() == bytes) {
        slabs.remove();
        idleBytes -= bytes;
        return slab;
      }
    }
    return null;
  }

  synchronized void giveBack(Slab slab) {
    idle.addFirst(slab);
    idleBytes += slab.memory().capacity();
    shrink();
  }

  /** What one decode needs. */
  DecodeScratch takeScratch() {
    DecodeScratch used = takeIdleScratch();
    return used == null ? new DecodeScratch() : used;
  }

  private synchronized @Nullable DecodeScratch takeIdleScratch() {
    DecodeScratch newest = scratches.pollFirst();
    scratchBytes -= newest == null ? 0 : newest.bytes();
    return newest;
  }

  /**
   * Keeps what the next decodes need, up to half of what may lie idle, and frees what a very large
   * picture has left.
   */
  synchronized void giveBack(DecodeScratch scratch) {
    long bytes = scratch.bytes();
    if (closed || scratchBytes + bytes > mostIdleBytes / 2) {
      scratch.close();
    } else {
      scratches.addFirst(scratch);
      scratchBytes += bytes;
      shrink();
    }
  }

  private void shrink() {
    while (!idle.isEmpty() && idleBytes + scratchBytes > (closed ? 0 : mostIdleBytes)) {
      Slab oldest = idle.removeLast();
      idleBytes -= oldest.memory().capacity();
      oldest.memory().close();
    }
  }

  /** Bytes that lie idle, with those for decoding. */
  synchronized long idleBytes() {
    return idleBytes + scratchBytes;
  }

  /** Frees what is idle; what is still in use is freed when it comes back. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Slab slab : idle) {
      slab.memory().close();
    }
    idle.clear();
    idleBytes = 0;
    scratches.forEach(DecodeScratch::close);
    scratches.clear();
    scratchBytes = 0;
  }
}
