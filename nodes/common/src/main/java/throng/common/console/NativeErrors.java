package throng.common.console;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the error output away from native libraries: what they write goes to the log, a line a
 * minute. libjpeg has no setting for it and writes a line for each damaged frame.
 *
 * <p>The program's own {@link System#err} goes where it went before, on a terminal in lines that
 * break at blanks. A daemon thread reads. On Windows, and where the C library cannot be reached,
 * nothing changes.
 */
final class NativeErrors {
  private static final int ERROR_OUTPUT = 2;
  private static final int BUFFER = 4096;

  private NativeErrors() {}

  /** What is used of the C library. */
  interface LibC extends Library {
    int dup(int descriptor);

    int dup2(int from, int to);

    int pipe(int[] ends);

    NativeLong read(int descriptor, byte[] bytes, NativeLong most);

    NativeLong write(int descriptor, byte[] bytes, NativeLong length);

    int setenv(String name, String value, int overwrites);
  }

  /** To be called once, before a native library is loaded. */
  static void toLog() {
    if (Platform.isWindows()) {
      return;
    }
    try {
      LibC c = Native.load(Platform.C_LIBRARY_NAME, LibC.class);
      // It tells lines of its source; a picture that it cannot decode has its row.
      c.setenv("OPENCV_LOG_LEVEL", "SILENT", 0);
      redirect(c);
    } catch (LinkageError | RuntimeException unreachable) {
      // A folder for temporary files in which no library may be run, say.
      return;
    }
  }

  private static void redirect(LibC c) {
    int before = c.dup(ERROR_OUTPUT);
    int[] ends = new int[2];
    if (before < 0 || c.pipe(ends) != 0) {
      return;
    }
    OutputStream errors =
        new WrappedOutput(new Descriptor(c, before), encoding(), () -> TerminalSize.of(before));
    System.setErr(new PrintStream(errors, true, encoding()));
    // Made here, as it opens the log: two threads that do so at once make it complain.
    NativeLines lines = new NativeLines();
    Thread reader = new Thread(() -> read(c, ends[0], before, lines), "native-errors");
    reader.setDaemon(true);
    reader.start();
    c.dup2(ends[1], ERROR_OUTPUT);
  }

  /** What the error output is written in. */
  static Charset encoding() {
    String otherwise = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
    return Charset.forName(System.getProperty("sun.stderr.encoding", otherwise));
  }

  private static void read(LibC c, int pipe, int before, NativeLines lines) {
    byte[] bytes = new byte[BUFFER];
    try {
      long n = c.read(pipe, bytes, new NativeLong(BUFFER)).longValue();
      while (n > 0) {
        lines.take(new String(bytes, 0, (int) n, StandardCharsets.UTF_8), System.nanoTime());
        n = c.read(pipe, bytes, new NativeLong(BUFFER)).longValue();
      }
    } finally {
      // A pipe that nobody reads would stop whoever writes to it.
      c.dup2(before, ERROR_OUTPUT);
    }
  }

  /** Writes to a descriptor of the process. */
  private static final class Descriptor extends OutputStream {
    private final LibC c;
    private final int descriptor;

    Descriptor(LibC c, int descriptor) {
      this.c = c;
      this.descriptor = descriptor;
    }

    @Override
    public void write(int oneByte) {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int done = 0;
      while (done < length) {
        byte[] rest = Arrays.copyOfRange(bytes, offset + done, offset + length);
        long n = c.write(descriptor, rest, new NativeLong(rest.length)).longValue();
        if (n <= 0) {
          // Nobody reads it any more: as with the output that it stands for, that is no failure.
          return;
        }
        done += (int) n;
      }
    }
  }
}
