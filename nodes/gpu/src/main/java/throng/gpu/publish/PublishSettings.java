package throng.gpu.publish;

import java.util.Set;
import java.util.TreeSet;
import throng.gpu.publish.mail.MailSettings;
import throng.gpu.publish.mqtt.MqttSettings;
import throng.gpu.publish.webhook.WebhookSettings;
import throng.streams.settings.Block;

/**
 * Whom the node tells what it counts: some blocks of {@code throng.gpu-node}.
 *
 * @param queue how many notifications may wait
 */
public record PublishSettings(
    MqttSettings mqtt, WebhookSettings webhooks, MailSettings mail, int queue) {

  /** The names of whom alerts may notify. */
  public Set<String> targets() {
    Set<String> names = new TreeSet<>(webhooks.targets().keySet());
    names.addAll(mail.targets().keySet());
    return names;
  }

  /** Reads {@code throng.gpu-node}. */
  public static PublishSettings from(Block gpuNode) {
    return new PublishSettings(
        MqttSettings.from(gpuNode),
        WebhookSettings.from(gpuNode),
        MailSettings.from(gpuNode),
        gpuNode.block("notifications").whole("queue", 1, 100_000));
  }
}
