package throng.gpu.repository;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.batch.Place;
import throng.actors.inference.ServedModel;
import throng.actors.serving.CameraModels;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.ServingSettings;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.gpu.model.ModelSettings;
import throng.gpu.model.Models;
import throng.streams.settings.Block;

/** A running node whose networks are changed. */
abstract class ChangedNetworks {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder = Path.of(".");
  final Console console = Console.create(true);
  Path models = folder;
  ActorSystem<SpawnProtocol.Command> system;
  ServedModel first;
  ModelHosts hosts;
  NetworkChanges changes;
  Cancellable watch;
  volatile Runnable beforeOpening = () -> {};

  @BeforeAll
  static void prepare() {
    Models.prepare();
  }

  @BeforeEach
  void start() {
    models = folder.resolve("models");
    Config config =
        ConfigFactory.parseString(
                "throng.gpu-node { model = \"constant:rows=2,columns=2,value=1\", device = cpu,"
                    + " threads = 1 }")
            .withFallback(ConfigFactory.parseResourcesAnySyntax("gpu-node-akka.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();
    Block node = Block.of("throng.gpu-node", config);
    system = ActorSystem.create(SpawnProtocol.create(), "networks", config);
    ModelSettings settings = ModelSettings.from(node);
    ServingSettings serving = ServingSettings.from(node);
    first = Models.open(settings).model();
    Place place = Place.ofNode(serving.batch(), MonotonicClock.SYSTEM);
    hosts = new ModelHosts("default", CameraModels.NONE);
    ModelHost host =
        ModelHost.open(
            first,
            serving,
            place,
            MonotonicClock.SYSTEM,
            batcher -> system.systemActorOf(batcher, "first", Props.empty()));
    hosts.put("default", host);
    changes =
        new NetworkChanges(
            hosts,
            new NetworkOpening(
                system,
                system,
                serving,
                folder -> {
                  beforeOpening.run();
                  return Models.open(settings.ofFolder(folder)).model();
                },
                place),
            models,
            console,
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    if (watch != null) {
      watch.cancel();
    }
    changes.end();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    first.close();
    console.close();
  }

  void follow() throws Exception {
    CompletableFuture<Done> begun = new CompletableFuture<>();
    watch = RepositoryWatch.begin(system, changes, console, begun, PATIENCE);
    begun.get(30, SECONDS);
  }

  static Path network(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ChangedNetworks.class.getResource("/networks/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String made(CompletionStage<String> change) throws Exception {
    return change.toCompletableFuture().get(60, SECONDS);
  }

  String inUse() {
    return hosts.standardHost().model().name();
  }

  void copy(String network, String file) throws IOException {
    Path to = Files.createDirectories(models.resolve(network));
    Files.copy(network("neighbours").resolve(file), to.resolve(file));
  }
}
