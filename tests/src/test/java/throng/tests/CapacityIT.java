package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.common.command.ProcessEnd;

/** {@code gpu-node capacity} as a person uses it. */
class CapacityIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern SERVED = Pattern.compile("\\d+ cameras?, .*: served\\.");

  @TempDir Path folder;

  @Test
  void printsWhatIsKnownWhenItIsInterrupted() throws Exception {
    try (NodeProcess capacity = capacity("constant:latency=5ms")) {
      capacity.waitFor(SERVED, PATIENCE);

      capacity.interrupt();

      assertThat(capacity.exitCode(PATIENCE)).isEqualTo(ProcessEnd.INTERRUPTED);
      assertThat(capacity.output()).containsPattern("Stopped\\. This machine serves \\d+ camera");
    }
  }

  @Test
  void endsWithOneIfNotOneCameraIsServed() throws Exception {
    try (NodeProcess capacity = capacity("constant:latency=800ms,max-batch=1")) {
      assertThat(capacity.exitCode(PATIENCE)).as(capacity.output()).isEqualTo(1);
      assertThat(capacity.output()).contains("This machine does not serve one camera of 64x48");
    }
  }

  private NodeProcess capacity(String model) throws Exception {
    return NodeProcess.gpu(
        folder, "capacity", "--model", model, "--size", "64x48", "--seconds", "1");
  }
}
