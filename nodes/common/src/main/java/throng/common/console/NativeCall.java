package throng.common.console;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A call of a native library that may print: what it prints is told in the caller's name, which the
 * library does not know. Any thread; few callers, whose names come again.
 */
public final class NativeCall implements AutoCloseable {
  /** What was printed is read by another thread: so long ago a call may have ended. */
  private static final long HEARD_LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final ConcurrentHashMap<String, NativeCall> LAST = new ConcurrentHashMap<>();

  private volatile boolean ended;
  private volatile long endedNanos;

  private NativeCall() {}

  /**
   * Begins one; it is to be closed by the same thread.
   *
   * @param caller as the user knows it, a camera's name
   */
  public static NativeCall by(String caller) {
    NativeCall call = new NativeCall();
    LAST.put(caller, call);
    return call;
  }

  @Override
  public void close() {
    endedNanos = System.nanoTime();
    ended = true;
  }

  /** Who is in a library at present, or was so just before; in alphabetical order. */
  static List<String> callers() {
    long now = System.nanoTime();
    LAST.values().removeIf(call -> call.ended && now - call.endedNanos > HEARD_LATE_NANOS);
    return LAST.keySet().stream().sorted().toList();
  }
}
