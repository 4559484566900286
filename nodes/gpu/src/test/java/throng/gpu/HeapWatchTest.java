package throng.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own with a small heap: its exit code, and what it says. */
class HeapWatchTest {
  private static final String ADVICE =
      "\\. Its heap of 3\\d\\.\\d MB is too small for what it does: give it more with -Xmx, or lower"
          + " throng\\.gpu-node\\.limits\\.memory\\. It ends with exit code 4\\.";

  @TempDir Path folder = Path.of(".");

  @Test
  void endsAProcessThatOnlyCollectsGarbage() throws Exception {
    assertThat(run(FilledHeap.NEARLY))
        .matches("4: \\S+ \\S+ For 1 s the node did little but collect garbage" + ADVICE);
  }

  @Test
  void endsAProcessOfWhichAThreadHasNoMemory() throws Exception {
    assertThat(run(FilledHeap.ALL))
        .matches("4: \\S+ \\S+ The node is out of memory \\(Java heap space\\)" + ADVICE);
  }

  /** Its exit code, and the last line of its output. */
  private String run(String argument) throws IOException, InterruptedException {
    Path output = folder.resolve(argument);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FilledHeap.class.getName(),
                argument)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("It has ended.").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() + ": " + Files.readString(output, UTF_8).strip();
  }
}
