package throng.common.natives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import throng.common.natives.Precedence.LibC;

class PrecedenceTest {
  private static final Path STATUS = Path.of("/proc/thread-self/stat");
  private static final int NICE = 16;
  private static final int STEPS = 3;

  @Test
  void whatWasStartedByOneThatSteppedBackGoesAfterTheFirst() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "Linux alone has priorities of threads");
    long before = nice();

    // In a thread of its own: it cannot step forward again.
    on(
        Thread::new,
        () -> {
          LibC c = Native.load(Platform.C_LIBRARY_NAME, LibC.class);
          assertThat(Precedence.stepBack(c, STEPS)).isEqualTo(Math.min(19, before + STEPS));
          assertThat(nice()).isEqualTo(Math.min(19, before + STEPS));
          assertThat(on(Thread::new, PrecedenceTest::nice)).isEqualTo(nice());
          assertThat(on(Precedence.first(Thread::new), PrecedenceTest::nice)).isEqualTo(before);
          return before;
        });

    assertThat(nice()).isEqualTo(before);
  }

  /** In a process of its own: this one's compiler could not step forward again. */
  @Test
  void theOptimisingCompilerGoesLast() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "Linux alone has priorities of threads");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Compilers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    long own = nice();
    assertThat(process.inputReader(UTF_8).lines())
        .contains("C1 " + own)
        .contains("C2 " + Math.min(19, own + Precedence.OPTIMISING_BACK));
  }

  /** Tells its compilers' priorities once the optimising one goes last. */
  static final class Compilers {
    public static void main(String[] none) throws IOException {
      Precedence.optimiseLast();
      try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
        for (Path thread : threads.toList()) {
          String name = Files.readString(thread.resolve("comm"));
          if (name.matches("(?s)C[12] Compiler.*")) {
            System.out.println(name.substring(0, 3) + nice(thread.resolve("stat")));
          }
        }
      }
    }
  }

  private static long on(ThreadFactory factory, Callable<Long> task) throws Exception {
    FutureTask<Long> result = new FutureTask<>(task);
    factory.newThread(result).start();
    return result.get();
  }

  private static long nice() {
    return nice(STATUS);
  }

  private static long nice(Path stat) {
    try {
      String status = Files.readString(stat);
      return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
