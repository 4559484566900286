package throng.gpu.publish.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;

/**
 * A connection to a broker that comes back by itself. Nothing is queued: what it cannot send now it
 * refuses. Its callbacks run on a thread of the client's, and only hand on.
 */
final class BrokerLink implements Link {
  /** A broker that takes messages and confirms none holds no more of our memory than these do. */
  private static final int MOST_UNDER_WAY = 1000;

  private static final ByteBuffer ONLINE =
      StandardCharsets.UTF_8.encode("online").asReadOnlyBuffer();

  private static final int KEEP_ALIVE_S = 30;
  private static final int CONNECT_WITHIN_S = 10;
  private static final int MOST_SECONDS_BETWEEN_TRIES = 30;
  private static final int LEAVE_WITHIN_S = 2;

  private final HostAndPort broker;
  private final Consumer<String> say;
  private final Mqtt3AsyncClient client;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean isAway = new AtomicBoolean();

  /** What the broker's side does. */
  interface Listener {
    /** There is a connection again; the broker may know nothing. */
    void connected();

    /** Home Assistant has started. */
    void homeAssistantStarted();
  }

  /**
   * Not connected yet.
   *
   * @param say sentences for the node's user
   */
  BrokerLink(HostAndPort broker, MqttSettings settings, Listener listener, Consumer<String> say) {
    this.broker = broker;
    this.say = say;
    this.client = client(settings, listener);
  }

  private Mqtt3AsyncClient client(MqttSettings settings, Listener listener) {
    Mqtt3ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier("throng-" + UUID.randomUUID().toString().substring(0, 12))
            .transportConfig(transport(settings))
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(MOST_SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> connected(settings, listener))
            .addDisconnectedListener(context -> away(context.getCause()))
            .willPublish(offline(settings.prefix()));
    if (!settings.user().isEmpty()) {
      byte[] password = settings.password().orElse("").getBytes(StandardCharsets.UTF_8);
      builder = builder.simpleAuth().username(settings.user()).password(password).applySimpleAuth();
    }
    Mqtt3AsyncClient made = builder.buildAsync();
    made.publishes(
        MqttGlobalPublishFilter.ALL,
        message -> {
          // Compared where it lies: anybody who may write there may write very much.
          if (message.getPayload().filter(ONLINE::equals).isPresent()) {
            listener.homeAssistantStarted();
          }
        });
    return made;
  }

  // All in one: what the client's builder is told of TLS beside this it ignores, and says nothing.
  private MqttClientTransportConfig transport(MqttSettings settings) {
    MqttClientTransportConfigBuilder transport =
        MqttClientTransportConfig.builder()
            .serverHost(broker.host())
            .serverPort(broker.port())
            .mqttConnectTimeout(CONNECT_WITHIN_S, TimeUnit.SECONDS);
    return settings.isEncrypted()
        ? transport
            .sslConfig()
            .trustManagerFactory(settings.trust().orElse(null))
            .applySslConfig()
            .build()
        : transport.build();
  }

  private static Mqtt3Publish offline(String prefix) {
    return Mqtt3Publish.builder()
        .topic(CameraTopics.nodeAvailable(prefix))
        .payload("offline".getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .build();
  }

  private void connected(MqttSettings settings, Listener listener) {
    if (isAway.getAndSet(false)) {
      say.accept("The MQTT broker at " + broker + " is reached.");
    }
    settings
        .discovery()
        .ifPresent(
            prefix ->
                client
                    .subscribeWith()
                    .topicFilter(prefix + "/status")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .exceptionally(failure -> null));
    listener.connected();
  }

  private void away(Throwable cause) {
    if (!isAway.getAndSet(true)) {
      say.accept(
          "The MQTT broker at %s is not reached: %s. It is tried again; counting goes on."
              .formatted(broker, Reason.of(Reason.root(cause))));
    }
  }

  void connect() {
    client
        .connectWith()
        .cleanSession(true)
        .keepAlive(KEEP_ALIVE_S)
        .send()
        .exceptionally(failure -> null);
  }

  @Override
  public Optional<CompletionStage<Boolean>> publish(
      String topic, String payload, boolean isRetained) {
    if (!client.getState().isConnected() || underWay.get() >= MOST_UNDER_WAY) {
      return Optional.empty();
    }
    underWay.incrementAndGet();
    return Optional.of(
        client
            .publishWith()
            .topic(topic)
            .payload(payload.getBytes(StandardCharsets.UTF_8))
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(isRetained)
            .send()
            .handle((sent, failure) -> hasArrived(failure)));
  }

  private boolean hasArrived(@Nullable Throwable failure) {
    underWay.decrementAndGet();
    return failure == null;
  }

  /**
   * Says that the node is not there any more, and goes; soon, also where the broker confirms
   * nothing.
   */
  CompletableFuture<?> leave(String prefix) {
    isAway.set(true);
    // One that does not answer says it by itself, once the connection has ended with the process.
    return sayOffline(prefix)
        .<@Nullable Object>thenApply(gone -> gone)
        .completeOnTimeout(null, LEAVE_WITHIN_S, TimeUnit.SECONDS);
  }

  private CompletableFuture<?> sayOffline(String prefix) {
    if (!client.getState().isConnected()) {
      return client.disconnect().exceptionally(never -> null);
    }
    return client
        .publish(offline(prefix))
        .handle((said, failure) -> client.disconnect())
        .thenCompose(gone -> gone)
        .exceptionally(failure -> null);
  }
}
