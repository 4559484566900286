package throng.gpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Map;

/** What a start with plain {@code java -jar} cannot say with flags. */
final class QuietStart {
  // The heap gives back what it does not use, and cleans up when there is nothing else to do.
  private static final Map<String, String> HEAP =
      Map.of("MinHeapFreeRatio", "10", "MaxHeapFreeRatio", "30", "G1PeriodicGCInterval", "30000");

  private QuietStart() {}

  /** To be called before any other class of the program is loaded. */
  static void prepare() {
    silenceUnsafeWarning();
    keepHeapSmall();
  }

  // JDK 24 and later warn once of a use of sun.misc.Unsafe that the user can do nothing about.
  private static void silenceUnsafeWarning() {
    try {
      Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true);
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // An older JDK has no such field, and gives no warning.
    }
  }

  private static void keepHeapSmall() {
    HotSpotDiagnosticMXBean flags =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (flags == null) {
      return;
    }
    HEAP.forEach(
        (flag, value) -> {
          try {
            flags.setVMOption(flag, value);
          } catch (RuntimeException e) {
            // Another collector, or a JVM without this flag: the heap is as large as it likes.
          }
        });
  }
}
