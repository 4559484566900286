package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What native libraries write themselves, in a process of its own. */
class NativeErrorsTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatADecoderWritesOfOddPicturesIsOneLineOfTheLog() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                DamagedPictures.class.getName())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(errors);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("WARN").contains("A native library says: Corrupt JPEG data");
    assertThat(lines.get(1)).isEqualTo("20 odd pictures decoded, logged: true");
  }
}
