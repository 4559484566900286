package throng.gpu.publish.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Someone who reads everything at a broker. */
final class Subscriber implements AutoCloseable {
  private final Mqtt3AsyncClient client;

  /** The last word of each topic. */
  final Map<String, String> last = new ConcurrentHashMap<>();

  /** Everything, as {@code topic=payload}; retained before it came: with {@code (retained)}. */
  final List<String> all = new CopyOnWriteArrayList<>();

  Subscriber(int port) {
    client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier("subscriber-" + System.nanoTime())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        message -> {
          String payload = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
          String topic = message.getTopic().toString();
          last.put(topic, payload);
          all.add(topic + "=" + payload + (message.isRetain() ? " (retained)" : ""));
        });
    client.connect().join();
    client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send().join();
  }

  void publish(String topic, String payload) {
    client
        .publishWith()
        .topic(topic)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .join();
  }

  @Override
  public void close() {
    client.disconnect().exceptionally(gone -> null).join();
  }
}
