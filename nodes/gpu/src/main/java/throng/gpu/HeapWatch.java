package throng.gpu;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import throng.common.command.ProcessEnd;
import throng.common.console.TimeStamp;

/**
 * Ends a node that has no memory left, with a sentence: one that only collects garbage, or in which
 * a thread ran out of memory, answers nobody, and whoever supervises it would think it well.
 */
final class HeapWatch {
  /** The process' exit code then. */
  static final int EXHAUSTED = ProcessEnd.BEYOND_USE;

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private HeapWatch() {}

  /** Watches this process until it ends. */
  static void start(HeapSettings settings) {
    // Without memory no class can be loaded: what tells the end is used once before.
    end("", TimeStamp::before);
    Thread.setDefaultUncaughtExceptionHandler(HeapWatch::onUncaught);
    Thread watch = new Thread(() -> watch(settings), "heap-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(HeapSettings settings) {
    CollectorShare share = new CollectorShare(settings);
    while (!share.isTooLarge(System.nanoTime(), collectingNanos())) {
      LockSupport.parkNanos(INTERVAL);
    }
    halt(
        "For %s s the node did little but collect garbage"
            .formatted(settings.within().toSeconds()));
  }

  private static void onUncaught(Thread thread, Throwable uncaught) {
    if (uncaught instanceof OutOfMemoryError) {
      halt("The node is out of memory (" + uncaught.getMessage() + ")");
    }
    ProcessEnd.onUncaught(thread, uncaught);
  }

  private static void halt(String why) {
    try {
      end(why, HeapWatch::say);
    } finally {
      Runtime.getRuntime().halt(EXHAUSTED);
    }
  }

  /** Says why the process ends, and what to do. */
  static void end(String why, Consumer<String> say) {
    say.accept(
        String.format(
            Locale.ROOT,
            "%s. Its heap of %.1f MB is too small for what it does: give it more with -Xmx, or lower"
                + " throng.gpu-node.limits.memory. It ends with exit code %d.",
            why,
            Runtime.getRuntime().maxMemory() / 1e6,
            EXHAUSTED));
  }

  private static void say(String sentence) {
    System.err.println(TimeStamp.before(sentence));
    System.err.flush();
  }

  // Concurrent collectors count their whole cycles apart, in which the program goes on.
  private static long collectingNanos() {
    return TimeUnit.MILLISECONDS.toNanos(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> isStopping(collector.getName()))
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .filter(millis -> millis > 0)
            .sum());
  }

  static boolean isStopping(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }
}
