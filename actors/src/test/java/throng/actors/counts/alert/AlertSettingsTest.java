package throng.actors.counts.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Severity;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

class AlertSettingsTest {
  @Test
  void readsAnAlertWithEverythingThatItMaySay() {
    AlertSettings settings =
        read(
            "alerts { crush { where = \"lobby/hall/stage\", measure = density, above = 4, below = 3,"
                + " for = 5s, clear-for = 1m, over = 30s, when = \"Mon-Fri 07:00-22:00 Europe/Berlin\","
                + " severity = critical, notify = [ops, desk] } }");

    assertThat(settings.rules()).hasSize(1);
    AlertRule rule = settings.rules().get(0);
    assertThat(rule.name()).isEqualTo("crush");
    assertThat(rule.where()).hasToString("lobby/hall/stage");
    assertThat(rule.measure()).isEqualTo(Measure.DENSITY);
    assertThat(rule.holdFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rule.clearFor()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rule.when()).hasToString("Mon-Fri 07:00-22:00 Europe/Berlin");
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.targets()).containsExactly("ops", "desk");
  }

  @Test
  void keepsToTheDefaultsOfAllAlerts() {
    AlertRule rule =
        read("alert.for = 20s, alerts.full { where = \"lobby/door\", above = 50 }").rules().get(0);

    assertThat(rule.below()).isEqualTo(45);
    assertThat(rule.holdFor()).isEqualTo(Duration.ofSeconds(20));
    assertThat(rule.clearFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(rule.when()).isEqualTo(Schedule.ALWAYS);
    assertThat(read("").rules()).isEmpty();
  }

  @Test
  void refusesWithFileAndLine() {
    refused(
        "alerts.full {\n  above = 50\n}",
        "my.conf: 2: throng.gpu-node.alerts.full.where is missing.");
  }

  @Test
  void namesTheKeyThatIsWrong() {
    refused(
        "alerts.full {\n  where = lobby\n above = 50 }",
        "my.conf: 3: throng.gpu-node.alerts.full.where must be node/camera or node/camera/zone");
    refused(
        "alerts.full {\n  where = \"lobby/door\"\n  above = 50, below = 60 }",
        "my.conf: 3: throng.gpu-node.alerts.full: below must be above 0 and at most above (50.0)");
    refused(
        "alerts.full {\n  where = \"lobby/door\", above = 50\n  when = \"Mon\" }",
        "my.conf: 4: 'Mon' is no schedule");
    refused(
        "alerts.full {\n  where = \"lobby/door\", above = 50\n  for = 10 }",
        "my.conf: 4: throng.gpu-node.alerts.full.for needs a unit");
    refused("alerts.full = 3", "my.conf: 2: throng.gpu-node.alerts.full must be a block");
  }

  @Test
  void tellsOfEachSilentCameraAsItIsSaid() {
    AlertSettings.SilentCamera silent =
        read("camera-silent { severity = critical, notify = [ops] }").silent();

    assertThat(silent.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(silent.targets()).containsExactly("ops");
    assertThat(silent.clearFor()).isEqualTo(Duration.ofSeconds(10));
    assertThat(silent.forgetAfter()).isEqualTo(Duration.ofDays(1));
  }

  private static void refused(String settings, String... words) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(SettingsException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains(words);
  }

  private static AlertSettings read(String settings) {
    Config config =
        ConfigFactory.parseString(
                "throng.gpu-node {\n" + settings + "\n}",
                ConfigParseOptions.defaults().setOriginDescription("my.conf"))
            .withFallback(ConfigFactory.defaultReference());
    return AlertSettings.from(Block.of("throng.gpu-node", config));
  }
}
