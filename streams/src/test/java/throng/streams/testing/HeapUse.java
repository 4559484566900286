package throng.streams.testing;

import java.lang.management.ManagementFactory;

/** How much of this process' heap is referred to. */
public final class HeapUse {
  private HeapUse() {}

  /** In bytes, after a full collection. */
  public static long now() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
