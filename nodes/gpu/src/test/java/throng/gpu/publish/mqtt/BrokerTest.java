package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.CountHub;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertNow;
import throng.actors.counts.alert.AlertState;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SeriesNow;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Notifications;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/** Against a real broker. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BrokerTest {
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final String CONFIG = "homeassistant/device/throng_lobby_hall/config";
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir Path folder = Path.of(".");

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final CountHub hub = Hubs.hub(MonotonicClock.SYSTEM);
  private long epochSecond = 1_795_694_400;

  @Test
  void retainsWhatItIsToldAndSaysOfflineAtTheEnd() throws IOException {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      MqttPublisher publisher = connect(broker.port());
      awaitPublished(publisher, broker);
      try (Subscriber late = new Subscriber(broker.port())) {
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(late.all)
                        .contains(
                            "throng/available=online (retained)",
                            "throng/lobby/hall/available=online (retained)",
                            "throng/lobby/hall/count=12.0 (retained)")
                        .anyMatch(it -> it.startsWith(CONFIG)));
        publisher.leave().join();

        awaitLast(late, "throng/available", "offline");
      }
    }
  }

  @Test
  void theBrokerSaysOfflineForANodeThatIsKilled() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Subscriber subscriber = new Subscriber(broker.port())) {
      Process node =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  PublishingProcess.class.getName(),
                  Integer.toString(broker.port()))
              .inheritIO()
              .start();
      try {
        awaitLast(subscriber, "throng/available", "online");
      } finally {
        node.destroyForcibly();
      }

      awaitLast(subscriber, "throng/available", "offline");
    }
  }

  @Test
  void theNextRunTakesBackWhatANodeThatWasKilledHasSaid() throws IOException {
    try (Mosquitto broker = Mosquitto.start(folder);
        Subscriber subscriber = new Subscriber(broker.port())) {
      hub.connected(HALL);
      MqttPublisher killed =
          keeping(broker, hub, List.of(Alerts.now(AlertState.FIRING)), Optional.of(folder));
      await()
          .atMost(LONG)
          .until(
              () -> {
                turn(killed);
                return "ON".equals(subscriber.last.get("throng/lobby/hall/alert/crush"));
              });

      MqttPublisher next =
          keeping(broker, Hubs.hub(MonotonicClock.SYSTEM), List.of(), Optional.of(folder));
      await()
          .atMost(LONG)
          .until(
              () -> {
                next.turn();
                return "".equals(subscriber.last.get("throng/lobby/hall/alert/crush"));
              });
      awaitLast(subscriber, "throng/lobby/hall/available", "offline");
      next.leave().join();
      killed.leave().join();
    }
  }

  private MqttPublisher keeping(
      Mosquitto broker, CountHub hub, List<AlertNow> alerts, Optional<Path> folder) {
    return MqttPublisher.connect(
        new HostAndPort("127.0.0.1", broker.port()),
        HandTurnedPublisher.settings(),
        parts(hub, List.of(Hubs.now(Series.of(HALL), 12, 0)), alerts, folder),
        said::add);
  }

  @Test
  void saysEverythingAgainToABrokerThatWasRestarted() throws IOException {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      MqttPublisher publisher = connect(broker.port());
      awaitPublished(publisher, broker);

      broker.restart();
      awaitPublished(publisher, broker);

      assertThat(said)
          .anyMatch(it -> it.contains("is not reached"))
          .anyMatch(it -> it.endsWith("is reached."))
          .allMatch(it -> !it.contains("Exception"));
      publisher.leave().join();
    }
  }

  @Test
  void saysEverythingAgainWhenHomeAssistantStarts() throws IOException {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      MqttPublisher publisher = connect(broker.port());
      awaitPublished(publisher, broker);
      try (Subscriber homeAssistant = new Subscriber(broker.port())) {
        await().atMost(LONG).until(() -> homeAssistant.last.containsKey(CONFIG));
        homeAssistant.last.clear();

        homeAssistant.publish("homeassistant/status", "online");

        await()
            .atMost(LONG)
            .until(
                () -> {
                  turn(publisher);
                  return homeAssistant.last.containsKey(CONFIG);
                });
      }
      publisher.leave().join();
    }
  }

  @Test
  void signsInWithItsPassword() throws Exception {
    Path passwords = folder.resolve("passwords");
    assertThat(
            new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "throng", "pw")
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    Path file = Files.writeString(folder.resolve("password"), "pw\n");
    try (Mosquitto broker =
        Mosquitto.start(folder, "allow_anonymous false", "password_file " + passwords)) {
      MqttPublisher publisher =
          connect(broker.port(), "user = throng", "password-file = \"" + file + "\"");
      await()
          .atMost(LONG)
          .until(
              () -> {
                turn(publisher);
                return broker.log().stream().anyMatch(it -> it.contains("u'throng'"));
              });
      publisher.leave().join();
    }
  }

  @Test
  void encryptsAndTrustsNobodyWhoIsNotNamed() throws Exception {
    Path own = certificate("own");
    Path other = certificate("other");
    try (Mosquitto broker =
        Mosquitto.start(
            folder,
            "allow_anonymous true",
            "certfile " + own,
            "keyfile " + folder.resolve("own.key"))) {
      MqttPublisher deceived = connect(broker.port(), "tls = on", "ca-file = \"" + other + "\"");
      await().atMost(LONG).until(() -> said.stream().anyMatch(it -> it.contains("not reached")));
      assertThat(said).noneMatch(it -> it.contains("Exception"));
      assertThat(broker.log()).noneMatch(it -> it.contains("New client connected"));
      deceived.leave();

      MqttPublisher publisher = connect(broker.port(), "tls = on", "ca-file = \"" + own + "\"");
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                turn(publisher);
                assertThat(broker.log())
                    .as("%s", said)
                    .anyMatch(it -> it.contains("New client connected"));
              });
      publisher.leave().join();
    }
  }

  /** Of a broker at 127.0.0.1, signed by itself; its key lies beside it. */
  private Path certificate(String name) throws InterruptedException {
    Path file = folder.resolve(name + ".pem");
    List<String> command =
        new ArrayList<>(
            List.of("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=b".split(" ")));
    command.addAll(List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    command.addAll(List.of("-keyout", folder.resolve(name + ".key").toString()));
    command.addAll(List.of("-out", file.toString()));
    try {
      int code =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      assertThat(code).isZero();
    } catch (IOException e) {
      assumeTrue(false, "Skipped: openssl is not installed.");
    }
    return file;
  }

  @Test
  void aBrokerThatNeverAnswersHoldsUpNobody() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MqttPublisher publisher = connect(silent.getLocalPort());
      for (int second = 0; second < 1000; second++) {
        publisher.accept(Alerts.firing("a" + second));
        turn(publisher);
      }

      assertThat(hub.latest(HALL)).isPresent();
      publisher.leave();
    }
  }

  @Test
  void aBrokerThatConfirmsNothingDoesNotHoldUpTheEnd() throws IOException {
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MqttPublisher publisher = connect(broker.getLocalPort());
      try (Socket node = broker.accept()) {
        // Accepted, without a session from before.
        node.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
        await()
            .atMost(LONG)
            .until(
                () -> {
                  turn(publisher);
                  return heardOfHall(node);
                });

        assertThat(publisher.leave()).succeedsWithin(Duration.ofSeconds(20));
      }
    }
  }

  private static boolean heardOfHall(Socket node) throws IOException {
    byte[] came = node.getInputStream().readNBytes(node.getInputStream().available());
    return new String(came, StandardCharsets.ISO_8859_1).contains("lobby/hall");
  }

  private MqttPublisher connect(int port, String... settings) {
    hub.connected(HALL);
    return MqttPublisher.connect(
        new HostAndPort("127.0.0.1", port),
        HandTurnedPublisher.settings(settings),
        parts(hub, List.of(Hubs.now(Series.of(HALL), 12, 0)), List.of(), Optional.empty()),
        said::add);
  }

  static MqttPublisher.Parts parts(
      CountHub hub, List<SeriesNow> series, List<AlertNow> alerts, Optional<Path> folder) {
    return new MqttPublisher.Parts(
        hub,
        Elsewhere.NOWHERE,
        () -> series,
        () -> alerts,
        new Notifications(),
        "0.1.0",
        MonotonicClock.SYSTEM,
        () -> 0,
        folder,
        Runnable::run);
  }

  private void awaitPublished(MqttPublisher publisher, Mosquitto broker) {
    try (Subscriber subscriber = new Subscriber(broker.port())) {
      await()
          .atMost(LONG)
          .until(
              () -> {
                turn(publisher);
                return subscriber.last.containsKey("throng/lobby/hall/count");
              });
    }
  }

  private static void awaitLast(Subscriber subscriber, String topic, String payload) {
    await().atMost(LONG).until(() -> payload.equals(subscriber.last.get(topic)));
  }

  private void turn(MqttPublisher publisher) {
    Hubs.count(hub, HALL, MonotonicClock.SYSTEM, 12);
    publisher.turn();
  }
}
