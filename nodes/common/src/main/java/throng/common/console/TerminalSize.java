package throng.common.console;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many characters stand beside and below each other on the terminal. */
public record TerminalSize(int columns, int rows) {
  private static final int OUTPUT = 1;
  private static final long ASK_ON_LINUX = 0x5413;
  private static final long ASK_ON_A_MAC = 0x40087468;

  /** What the C library has for it. */
  interface LibC extends Library {
    int ioctl(int descriptor, NativeLong request, Object... size);
  }

  private static final @Nullable LibC LIB_C = libC();

  private static @Nullable LibC libC() {
    if (!Platform.isLinux() && !Platform.isMac()) {
      return null;
    }
    try {
      return Native.load(Platform.C_LIBRARY_NAME, LibC.class);
    } catch (LinkageError | RuntimeException unreachable) {
      // A folder for temporary files in which no library may be run, say.
      return null;
    }
  }

  /** The size of the terminal that the output goes to, at this moment; empty: it is not known. */
  static Optional<TerminalSize> now() {
    return of(OUTPUT);
  }

  /** The same of the terminal that a descriptor of the process is open to; empty: it is none. */
  static Optional<TerminalSize> of(int descriptor) {
    LibC c = LIB_C;
    if (c == null) {
      return Optional.empty();
    }
    try (Memory size = new Memory(8)) {
      size.clear();
      long ask = Platform.isMac() ? ASK_ON_A_MAC : ASK_ON_LINUX;
      boolean isKnown = c.ioctl(descriptor, new NativeLong(ask), size) == 0;
      TerminalSize told = new TerminalSize(size.getShort(2) & 0xffff, size.getShort(0) & 0xffff);
      return Optional.of(told).filter(it -> isKnown && it.columns > 0 && it.rows > 0);
    }
  }
}
