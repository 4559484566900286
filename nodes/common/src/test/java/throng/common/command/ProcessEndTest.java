package throng.common.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEndTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void endsAProcessOfWhichAPartCannotBeLoadedWithASentence() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UnloadablePart.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("It has ended.").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(4);
    assertThat(Files.readString(output, UTF_8))
        .matches("(?s)20\\d\\d-\\d\\d-\\d\\d \\S+ A part of this program cannot be loaded \\(.*")
        .contains("It ends with exit code 4")
        .doesNotContain("NoClassDefFoundError");
  }
}
