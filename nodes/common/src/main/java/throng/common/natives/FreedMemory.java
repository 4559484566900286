package throng.common.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.Set;

/**
 * What becomes of memory that native libraries have given back: kept for what they take next.
 *
 * <p>The GNU C library by itself gives the end of a thread's heap to the system as soon as it is
 * longer than twice the longest block that was freed so far and had pages of its own: by what
 * happened at the start, it does or it does not. A network takes and gives back tens of megabytes
 * in each run; where these are thousands of new pages each time, it counts a third fewer pictures.
 *
 * <p>Where there is another C library, or the environment says how this one is to do it, nothing
 * changes. See {@code mallopt(3)} and {@code malloc_trim(3)}.
 */
public final class FreedMemory {
  // Of malloc.h.
  private static final int TOP_PAD = -2;
  private static final int MMAP_THRESHOLD = -3;

  /** The most that the library allows: longer blocks have pages of their own, and return them. */
  private static final int LONGEST_KEPT = 32 << 20;

  /** The end of a heap that stays: all of it, as a thread's heap is a chain of such. */
  private static final int KEPT = 64 << 20;

  private static final Set<String> SAID =
      Set.of("MALLOC_TOP_PAD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");

  private FreedMemory() {}

  /** What is used of the C library. */
  interface LibC extends Library {
    int mallopt(int parameter, int value);

    int malloc_trim(NativeLong pad);
  }

  /** From here on what is freed is kept; to be called before a network is opened. */
  public static void keep() {
    call(
        c -> {
          c.mallopt(MMAP_THRESHOLD, LONGEST_KEPT);
          c.mallopt(TOP_PAD, KEPT);
        });
  }

  /**
   * Gives back what is free now, but for the end of a thread's heap: what a start took is not what
   * comes next.
   */
  public static void giveBack() {
    call(c -> c.malloc_trim(new NativeLong(0)));
  }

  private static boolean isSaidOtherwise() {
    return SAID.stream().anyMatch(System.getenv()::containsKey)
        || System.getenv().getOrDefault("GLIBC_TUNABLES", "").contains("glibc.malloc.");
  }

  private interface Use {
    void of(LibC c);
  }

  private static void call(Use use) {
    if (!Platform.isLinux() || isSaidOtherwise()) {
      return;
    }
    try {
      use.of(Native.load(Platform.C_LIBRARY_NAME, LibC.class));
    } catch (LinkageError | RuntimeException unreachable) {
      // Another C library, or a folder for temporary files in which no library may be run.
      return;
    }
  }
}
