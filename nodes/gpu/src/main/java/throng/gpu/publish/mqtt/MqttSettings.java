package throng.gpu.publish.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.TokenFile;

/**
 * Which broker counts are published to: {@code throng.gpu-node.mqtt}.
 *
 * @param broker empty: none
 * @param trust who may have signed the broker's certificate; empty: whom Java trusts
 * @param password empty: none is sent
 * @param prefix what topics begin with
 * @param discovery where Home Assistant looks for devices; empty: it is told of none
 * @param repeatAfter after how long an unchanged count is sent again
 */
public record MqttSettings(
    Optional<HostAndPort> broker,
    boolean isEncrypted,
    Optional<TrustManagerFactory> trust,
    String user,
    Optional<String> password,
    String prefix,
    Optional<String> discovery,
    Duration repeatAfter) {
  private static final Pattern TOPIC =
      Pattern.compile("[A-Za-z0-9._-]{1,64}(/[A-Za-z0-9._-]{1,64})*");
  private static final String TOPIC_RULE = "must be a topic of A-Z a-z 0-9 . _ - and /";

  /** Reads {@code throng.gpu-node}. */
  public static MqttSettings from(Block gpuNode) {
    Block mqtt = gpuNode.block("mqtt");
    return new MqttSettings(
        mqtt.unless("off", "broker", mqtt::place),
        mqtt.flag("tls"),
        mqtt.located("ca-file", PemTrust::of),
        mqtt.text("user"),
        mqtt.located("password-file", file -> TokenFile.read(file, Path.of(""))),
        topic(mqtt, "prefix"),
        mqtt.unless("off", "home-assistant", key -> topic(mqtt, key)),
        mqtt.time("repeat-after", "1s", "1d"));
  }

  private static String topic(Block mqtt, String key) {
    return mqtt.read(
        key, TOPIC_RULE, text -> Optional.of(text).filter(it -> TOPIC.matcher(it).matches()));
  }
}
