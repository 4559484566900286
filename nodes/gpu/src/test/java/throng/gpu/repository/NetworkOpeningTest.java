package throng.gpu.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.batch.Place;
import throng.actors.inference.ServedModel;
import throng.actors.serving.CameraModels;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.testing.FakeModel;
import throng.actors.time.MonotonicClock;
import throng.gpu.model.Models;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/** A network that hangs holds up neither who opens it, nor another one. */
class NetworkOpeningTest {
  private static final Path FOLDER = Path.of("any");

  private final CountDownLatch hangs = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  // A whole JPEG's last byte is below zero.
  private final FakeModel model = new FakeModel(1, true).times(-1);
  private ActorSystem<SpawnProtocol.Command> system;
  private ServingSettings serving;

  @BeforeAll
  static void prepare() {
    Models.prepare();
  }

  @BeforeEach
  void start() {
    Config config =
        ConfigFactory.parseResourcesAnySyntax("gpu-node-akka.conf")
            .withFallback(ConfigFactory.load())
            .resolve();
    system = ActorSystem.create(SpawnProtocol.create(), "opening", config);
    serving = ServingSettings.from(Block.of("throng.gpu-node", config));
  }

  @AfterEach
  void stop() {
    hangs.countDown();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private NetworkOpening opening(Duration most) {
    return opening(most, system, any -> model);
  }

  private NetworkOpening opening(
      Duration most, ActorRef<SpawnProtocol.Command> below, Function<Path, ServedModel> models) {
    Place place = Place.ofNode(serving.batch(), MonotonicClock.SYSTEM);
    return new NetworkOpening(system, below, serving, models, place, most);
  }

  /** The network hangs when it is opened for the nth time: first to be looked at, then to work. */
  private void hangsAt(int time) {
    model.beforeOpen(
        () -> {
          if (opened.incrementAndGet() == time) {
            hang();
          }
        });
  }

  @Test
  void oneThatHangsWhenItIsLookedAtIsRefusedAndClosedOnceItHasEnded() {
    hangsAt(1);

    assertThatThrownBy(() -> opening(Duration.ofSeconds(3)).open("hangs", FOLDER, List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be opened: it takes longer than");
    assertThat(model.givenUp).hasValue(0);

    hangs.countDown();
    await().untilAsserted(() -> assertThat(model.givenUp).hasPositiveValue());
  }

  @Test
  void oneWhoseFileHangsIsRefusedAndClosedOnceItIsOpen() {
    NetworkOpening opening =
        opening(
            Duration.ofMillis(300),
            system,
            any -> {
              hang();
              return model;
            });

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> opening.open("hangs", FOLDER, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("hangs cannot be opened: it takes longer than"));

    hangs.countDown();
    await().untilAsserted(() -> assertThat(model.givenUp).hasValue(1));
  }

  @Test
  void oneThatIsGivenNoActorIsRefusedAndClosed() {
    ActorRef<SpawnProtocol.Command> ended =
        system.systemActorOf(Behaviors.stopped(), "ended", Props.empty());

    assertThatThrownBy(
            () ->
                opening(Duration.ofSeconds(20), ended, any -> model).open("net", FOLDER, List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not opened: the node is too busy");
    assertThat(model.givenUp).hasValue(1);
  }

  @Test
  void oneWhoseWorkerHangsIsRefusedAndClosedOnceItHasEnded() {
    hangsAt(2);

    assertThatThrownBy(() -> opening(Duration.ofSeconds(2)).open("hangs", FOLDER, List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be opened: it takes longer than 2 s");

    hangs.countDown();
    await().untilAsserted(() -> assertThat(model.givenUp).hasPositiveValue());
  }

  @Test
  void aShadowThatHangsHoldsUpNobodyAndItsNetworkStaysUntilItHasEnded()
      throws InterruptedException {
    CountDownLatch warming = new CountDownLatch(1);
    NetworkOpening opening = opening(Duration.ofSeconds(20));
    ModelHost host = opening.open("net", FOLDER, List.of());
    ModelHost spare = opening.openSpare("net", model);
    model.beforeWarming(
        (size, batch) -> {
          warming.countDown();
          hang();
        });
    spare.expect(9, 320, 240);
    warming.await();

    opening.endSpare(spare);
    opening.close(new ModelHosts("other", CameraModels.NONE), host);
    // The one that looked at it, and the network's own worker.
    await().untilAsserted(() -> assertThat(model.closed).hasValue(2));
    assertThat(model.givenUp).hasValue(0);

    hangs.countDown();
    await().untilAsserted(() -> assertThat(model.givenUp).hasValue(1));
  }

  private void hang() {
    try {
      hangs.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
