package throng.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The highest memory of a node, looked at twice a second. The node is asked by a thread of its own:
 * one that does nothing but collect garbage does not answer, and must not hold up who measures.
 */
final class MemoryWatch implements AutoCloseable {
  private static final long EVERY_MILLIS = 500;

  private final long pid;
  private final ResidentMemory.Probe probe;
  private volatile boolean closed;
  private double resident;
  private double heap;
  private double used;

  /**
   * In MB.
   *
   * @param resident the highest resident set
   * @param heap the largest heap taken
   * @param used the most in use after a full collection; 0: there was none
   */
  record Highest(double resident, double heap, double used) {}

  private MemoryWatch(long pid, ResidentMemory.Probe probe) {
    this.pid = pid;
    this.probe = probe;
  }

  /** Of a node that collects its garbage once first, so that there is a figure of what it uses. */
  static MemoryWatch of(long pid) throws Exception {
    ResidentMemory.Probe probe = new ResidentMemory.Probe(pid);
    probe.collectGarbage();
    MemoryWatch watch = new MemoryWatch(pid, probe);
    start(watch::lookAtTheProcess, "resident memory of " + pid);
    start(watch::ask, "heap of " + pid);
    return watch;
  }

  /** From here on. */
  synchronized void reset() {
    resident = 0;
    heap = 0;
    used = 0;
  }

  /** Since {@link #reset}. */
  synchronized Highest highest() {
    return new Highest(resident, heap, used);
  }

  private static void start(Runnable looking, String name) {
    Thread thread = new Thread(looking, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void lookAtTheProcess() {
    while (!closed) {
      try {
        note(ResidentMemory.resident(pid), null);
        Thread.sleep(EVERY_MILLIS);
      } catch (IOException | InterruptedException e) {
        return; // The node has ended.
      }
    }
  }

  private void ask() {
    try (probe) {
      while (!closed) {
        ResidentMemory memory = probe.read();
        note(memory.resident(), memory);
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      closed = true; // The node has ended.
    }
  }

  private synchronized void note(double processNow, @Nullable ResidentMemory told) {
    resident = Math.max(resident, processNow);
    if (told != null) {
      heap = Math.max(heap, told.heap());
      used = Math.max(used, told.used());
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
