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
 * Native memory for decoded pictures, used again rather than allocated anew.
 *
 * <p>What is in use is bounded by who takes pictures, not here; what lies idle by {@code
 * mostIdleBytes}: above it, what has lain longest is freed at once. Used by any thread.
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
  private long idleBytes;
  private long reservedBytes;
  private boolean closed;

  PicturePool(long mostIdleBytes) {
    this.mostIdleBytes = mostIdleBytes;
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

  /**
   * Counts memory that others keep for pictures to come with what lies idle here, up to half of it;
   * false: there is no room, and it is to be freed.
   */
  synchronized boolean reserve(long bytes) {
    if (closed || reservedBytes + bytes > mostIdleBytes / 2) {
      return false;
    }
    reservedBytes += bytes;
    shrink();
    return true;
  }

  /** Counts what was reserved no more: it is in use, or freed. */
  synchronized void unreserve(long bytes) {
    reservedBytes -= bytes;
  }

  private void shrink() {
    while (!idle.isEmpty() && idleBytes + reservedBytes > (closed ? 0 : mostIdleBytes)) {
      Slab oldest = idle.removeLast();
      idleBytes -= oldest.memory().capacity();
      oldest.memory().close();
    }
  }

  /** Bytes that lie idle, with those that are reserved. */
  synchronized long idleBytes() {
    return idleBytes + reservedBytes;
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
  }
}
