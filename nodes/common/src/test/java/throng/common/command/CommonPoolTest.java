package throng.common.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void takesTheStepsOfFuturesWhateverTheNumberOfProcessors(int processors) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors,
                "-cp",
                System.getProperty("java.class.path"),
                StepTakenElsewhere.class.getName())
            .redirectErrorStream(true)
            .start();

    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).startsWith("ForkJoinPool.commonPool-worker-");
  }
}
