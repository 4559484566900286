package throng.gpu.publish;

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

  /** Reads {@code throng.gpu-node}. */
  public static PublishSettings from(Block gpuNode) {
    return new PublishSettings(
        MqttSettings.from(gpuNode),
        WebhookSettings.from(gpuNode),
        MailSettings.from(gpuNode),
        gpuNode.block("notifications").whole("queue", 1, 100_000));
  }
}
