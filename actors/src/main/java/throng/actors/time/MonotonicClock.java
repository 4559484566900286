package throng.actors.time;

/**
 * Nanoseconds that only go forward; two readings are to be subtracted, never compared by size. Any
 * thread may read it.
 *
 * <p>Whatever is timed in this module is timed by one that is given to it: a test's stands still.
 */
@FunctionalInterface
public interface MonotonicClock {
  /** This machine's. */
  MonotonicClock SYSTEM = System::nanoTime;

  long nanos();
}
