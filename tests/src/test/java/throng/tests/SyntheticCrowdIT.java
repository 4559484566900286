package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./demo} shows: the embedded network beside the true count. */
class SyntheticCrowdIT {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final double MOST = 0.15;
  private static final Pattern TRUTH =
      Pattern.compile("true mean ([0-9.]+), mean error ([0-9.]+)\\)");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"builtin", "builtin:crowd-s-int8", "builtin:crowd-s"})
  void isCountedWithinItsShareOfTheTruth(String model) throws Exception {
    try (NodeProcess gpu = NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", model);
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=40,size=1280x720,fps=10,seed=7",
                "--gpu-node",
                gpu.address(),
                "--stop-after",
                "50")) {
      edge.exitCode(TWO_MINUTES);

      Matcher truth = TRUTH.matcher(edge.output());
      assertThat(truth.find()).as(edge.output()).isTrue();
      double people = Double.parseDouble(truth.group(1));
      assertThat(people).isGreaterThan(10);
      assertThat(Double.parseDouble(truth.group(2))).isLessThan(MOST * people);
    }
  }
}
