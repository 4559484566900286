package throng.common.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Which threads go first where a machine has more to do than cores.
 *
 * <p>A network runs on several threads in step: where one of them waits for a core, all wait. So
 * the rest of the process steps back. Only a thread that has not may start those that are to be
 * first, as a thread begins with the priority of the one that starts it, and may only lower it.
 *
 * <p>Only Linux has priorities of threads that anybody may lower; elsewhere nothing changes. See
 * {@code setpriority(2)}.
 */
public final class Precedence {
  // Of sys/resource.h; what it calls a process is a thread on Linux, and 0 the calling one.
  private static final int PRIO_PROCESS = 0;

  private static final int LAST = 19;

  /** All else has three times the share of the compiler that makes quick code quicker. */
  static final int OPTIMISING_BACK = 5;

  private static final Path THREADS = Path.of("/proc/self/task");

  private static final Executor STARTER =
      Executors.newSingleThreadExecutor(task -> daemon(task, "starter"));

  private Precedence() {}

  /** What is used of the C library. */
  interface LibC extends Library {
    int getpriority(int which, int who);

    int setpriority(int which, int who, int nice);
  }

  /**
   * From here on the calling thread, what it starts and Java's compilers go after those of {@link
   * #first}; to be called once, before others are started.
   *
   * @param steps of {@code nice(1)}: each makes a quarter more of the others' share
   */
  public static void stepBack(int steps) {
    onLinux(
        c -> {
          lower(c, "C1 Compiler", stepBack(c, steps));
          optimiseLast(c);
        });
  }

  /**
   * From here on the compiler that makes quick code quicker goes after all else of the process:
   * what it takes of the cores in the first minute is more than it gives back in it.
   */
  public static void optimiseLast() {
    onLinux(Precedence::optimiseLast);
  }

  private static void optimiseLast(LibC c) throws IOException {
    lower(c, "C2 Compiler", c.getpriority(PRIO_PROCESS, 0) + OPTIMISING_BACK);
  }

  private interface Change {
    void by(LibC c) throws IOException;
  }

  private static void onLinux(Change change) {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      change.by(Native.load(Platform.C_LIBRARY_NAME, LibC.class));
    } catch (LinkageError | RuntimeException | IOException unreachable) {
      // A folder for temporary files in which no library may be run, or nothing at /proc.
      return;
    }
  }

  /** The calling thread does; its priority from here on. */
  static int stepBack(LibC c, int steps) {
    // Its own thread has to be there before.
    CompletableFuture.runAsync(() -> {}, STARTER).join();
    int nice = Math.min(LAST, c.getpriority(PRIO_PROCESS, 0) + steps);
    c.setpriority(PRIO_PROCESS, 0, nice);
    return nice;
  }

  /** Java's own threads whose name begins so. */
  private static void lower(LibC c, String name, int nice) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).startsWith(name)) {
          int id = Integer.parseInt(thread.getFileName().toString());
          c.setpriority(PRIO_PROCESS, id, Math.min(LAST, nice));
        }
      }
    }
  }

  /** Makes threads as {@code like} does, but that they go first. */
  public static ThreadFactory first(ThreadFactory like) {
    return task -> {
      Thread other = like.newThread(task);
      Thread thread = new First(task, other.getName());
      thread.setDaemon(other.isDaemon());
      thread.setContextClassLoader(other.getContextClassLoader());
      thread.setUncaughtExceptionHandler(other.getUncaughtExceptionHandler());
      return thread;
    };
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static final class First extends Thread {
    First(Runnable task, String name) {
      super(task, name);
    }

    @Override
    public void start() {
      try {
        CompletableFuture.runAsync(super::start, STARTER).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw e;
      }
    }
  }
}
