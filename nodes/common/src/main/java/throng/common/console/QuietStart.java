package throng.common.console;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Map;
import throng.common.natives.NativeFolder;
import throng.streams.settings.SettingsException;

/** What a start with plain {@code java -jar} cannot say with flags. */
public final class QuietStart {
  // A manifest cannot limit the heap; these give memory back that a start or a burst has needed.
  private static final Map<String, String> HEAP =
      Map.of("MinHeapFreeRatio", "25", "MaxHeapFreeRatio", "30", "G1PeriodicGCInterval", "30000");

  private QuietStart() {}

  /** To be called before any other class of the program is loaded. */
  public static void prepare() {
    silenceUnsafeWarning();
    // JavaCPP counts the whole process against a multiple of the heap, and would refuse pictures.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    shrinkHeap();
    unpackInOwnFolder();
    NativeErrors.toLog();
  }

  private static void unpackInOwnFolder() {
    try {
      System.setProperty("jna.tmpdir", NativeFolder.get().resolve("jna").toString());
    } catch (SettingsException refused) {
      // Said by what needs the libraries; help and settings are shown all the same.
      return;
    }
  }

  // JDK 24 and later warn of what Scala's library does; the user can do nothing about it.
  private static void silenceUnsafeWarning() {
    try {
      Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true);
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException notThisJdk) {
      return;
    }
  }

  private static void shrinkHeap() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return;
    }
    HEAP.forEach((option, value) -> set(machine, option, value));
  }

  private static void set(HotSpotDiagnosticMXBean machine, String option, String value) {
    try {
      machine.setVMOption(option, value);
    } catch (IllegalArgumentException notThisCollector) {
      return;
    }
  }
}
