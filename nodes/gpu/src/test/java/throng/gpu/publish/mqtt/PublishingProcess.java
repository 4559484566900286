package throng.gpu.publish.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.Hubs;
import throng.streams.settings.HostAndPort;

/** A process that publishes to a broker at this port for ever. */
final class PublishingProcess {
  private PublishingProcess() {}

  public static void main(String[] arguments) {
    MqttPublisher publisher =
        MqttPublisher.connect(
            new HostAndPort("127.0.0.1", Integer.parseInt(arguments[0])),
            HandTurnedPublisher.settings(),
            BrokerTest.parts(
                Hubs.hub(MonotonicClock.SYSTEM), List.of(), List.of(), Optional.empty()),
            System.out::println);
    Executors.newSingleThreadScheduledExecutor()
        .scheduleWithFixedDelay(publisher::turn, 0, 100, TimeUnit.MILLISECONDS);
  }
}
