package throng.gpu.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.frame.PixelSize;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/** How many cameras are served by networks that play a device of known speed. */
class CapacityRunTest {
  private static final Demand DEMAND =
      new Demand(new PixelSize(64, 48), 5, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final List<String> progress = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void prepare() {
    Models.prepare();
  }

  @Test
  void findsNoMoreCamerasThanTheDeviceCanServe() throws Exception {
    CapacityRun run = run(1, "constant:latency=100ms,max-batch=1", "");

    // Ten frames a second at most.
    assertThat(run.cameras()).isBetween(1, 2);
    assertThat(run.answer())
        .contains("This machine serves " + run.cameras() + " camera")
        .contains("of 64x48 at 5 frames a second", "were too many");
    assertThat(progress.get(0)).contains("Network constant 1 on cpu", "JPEGs of", "max-age 1s");
  }

  @Test
  void saysThatNotOneCameraIsServed() throws Exception {
    CapacityRun run = run(0, "constant:latency=1500ms,max-batch=1", "");

    assertThat(run.cameras()).isZero();
    assertThat(run.answer()).startsWith("This machine does not serve one camera of 64x48");
  }

  @Test
  void triesNoMoreThanAreLetInAndSaysSo() throws Exception {
    CapacityRun run = run(3, "constant", "throng.gpu-node.session.max-sessions = 3");

    assertThat(run.cameras()).isEqualTo(3);
    assertThat(run.answer()).contains("session.max-sessions is 3");
  }

  @Test
  void knowsNothingBeforeItHasRun() {
    assertThat(of("constant", DEMAND, "").answer()).isEqualTo("Nothing is known yet.");
  }

  @Test
  void refusesAnAgeAtWhichCamerasHaveGivenUp() {
    Demand old = new Demand(new PixelSize(64, 48), 5, Duration.ofSeconds(2), Duration.ofSeconds(1));

    assertThatThrownBy(() -> of("constant", old, ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--within is 2000 ms")
        .hasMessageContaining("max-age");
  }

  /** A machine that stands still for a second serves fewer: that it does once is no answer. */
  private CapacityRun run(int atLeast, String model, String settings) throws InterruptedException {
    CapacityRun run = of(model, DEMAND, settings);
    run.run();
    for (int again = 0; again < 2 && run.cameras() < atLeast; again++) {
      progress.clear();
      run = of(model, DEMAND, settings);
      run.run();
    }
    return run;
  }

  private CapacityRun of(String model, Demand demand, String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString("throng.gpu-node.model = \"" + model + "\""))
            .withFallback(Settings.load(Optional.empty(), NodeKind.GPU).config())
            .resolve();
    Models.Opened opened = Models.open(ModelSettings.from(Block.of("throng.gpu-node", config)));
    return new CapacityRun(opened.model(), opened.where(), demand, config, progress::add);
  }
}
