package throng.gpu.model;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Structure;

/**
 * What this process' C library has handed out and not got back: unlike resident memory it has no
 * part in Java's heap, and knows neither what lies idle for reuse nor how many threads there are.
 */
final class NativeHeap {
  private static final String FUNCTION = "mallinfo2";

  private NativeHeap() {}

  /** What is used of the C library. */
  interface LibC extends Library {
    Info mallinfo2();
  }

  /** {@code struct mallinfo2}. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class Info extends Structure implements Structure.ByValue {
    public NativeLong arena = new NativeLong();
    public NativeLong ordblks = new NativeLong();
    public NativeLong smblks = new NativeLong();
    public NativeLong hblks = new NativeLong();

    /** Bytes of blocks that have a mapping of their own. */
    public NativeLong hblkhd = new NativeLong();

    public NativeLong usmblks = new NativeLong();
    public NativeLong fsmblks = new NativeLong();

    /** Bytes of all other blocks. */
    public NativeLong uordblks = new NativeLong();

    public NativeLong fordblks = new NativeLong();
    public NativeLong keepcost = new NativeLong();
  }

  /** Whether the C library can tell: glibc from 2.33 on. */
  static boolean isKnown() {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction(FUNCTION);
      return true;
    } catch (UnsatisfiedLinkError unknown) {
      return false;
    }
  }

  /** In bytes. */
  static long inUse() {
    Info info = Native.load(Platform.C_LIBRARY_NAME, LibC.class).mallinfo2();
    return info.uordblks.longValue() + info.hblkhd.longValue();
  }
}
