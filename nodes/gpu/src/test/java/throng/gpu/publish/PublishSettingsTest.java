package throng.gpu.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.settings.Block;
import throng.streams.settings.Masked;
import throng.streams.settings.SettingsException;

class PublishSettingsTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void tellsNobodyUnlessSaid() {
    PublishSettings settings = read("");

    assertThat(settings.mqtt().broker()).isEmpty();
    assertThat(settings.webhooks().targets()).isEmpty();
    assertThat(settings.mail().server()).isEmpty();
  }

  @Test
  void readsTargetsByName() throws Exception {
    Path secret =
        Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    PublishSettings settings =
        read(
            """
            mqtt { broker = "10.0.0.5:1883", home-assistant = off }
            webhooks.targets {
              ops { url = "https://example.org/hook", secret-file = "%s" }
              desk.url = "http://10.0.0.6:8080/"
            }
            mail { server = "smtp.example.org:587", targets.ops.to = ["ops@example.org"] }
            """
                .formatted(secret));

    assertThat(settings.mqtt().broker()).hasToString("Optional[10.0.0.5:1883]");
    assertThat(settings.mqtt().discovery()).isEmpty();
    assertThat(settings.webhooks().targets().entrySet())
        .extracting(it -> it.getKey() + " signed: " + it.getValue().secret().isPresent())
        .containsExactly("desk signed: false", "ops signed: true");
    assertThat(settings.mail().targets()).containsOnlyKeys("ops");
  }

  @Test
  void nothingShowsAnAddressPathWhichMayBeASecret() {
    assertThatThrownBy(() -> read("webhooks.targets.ops.url = \"ftp://a/services/s3cret\""))
        .hasMessageContaining("ftp://a/***")
        .hasMessageNotContaining("s3cret");
    assertThat(
            Masked.of(
                    ConfigFactory.parseString(
                            "webhooks.targets.ops.url = \"https://a/services/s3cret\"")
                        .root())
                .render())
        .contains("https://a/***")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhooks.targets.ops = on                        | throng.gpu-node.webhooks.targets.ops must be a block",
        "webhooks.targets.ops { }                         | throng.gpu-node.webhooks.targets.ops.url is missing",
        "webhooks.targets.ops.url = \"ftp://a/\"          | throng.gpu-node.webhooks.targets.ops.url must be an address http",
        "webhooks.targets.ops.url = \"https://u:p@a/\"    | throng.gpu-node.webhooks.targets.ops.url must be an address http",
        "webhooks.targets.\"a b\".url = \"https://a/\"    | belongs to a name",
        "mqtt.broker = nowhere                            | throng.gpu-node.mqtt.broker must be host:port",
        "mqtt.prefix = \"a/#\"                            | throng.gpu-node.mqtt.prefix must be a topic",
        "mqtt.home-assistant = \"\"                       | throng.gpu-node.mqtt.home-assistant must be a topic",
        "mqtt.ca-file = \"/no/such\"                      | /no/such is not there",
        "mail.encryption = ssl                            | throng.gpu-node.mail.encryption must be one of",
      })
  void refusesWhatIsWrong(String setting, String sentence) {
    assertThatThrownBy(() -> read(setting))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  private static PublishSettings read(String settings) {
    return PublishSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString("throng.gpu-node {\n" + settings + "\n}")
                .withFallback(ConfigFactory.load())));
  }
}
