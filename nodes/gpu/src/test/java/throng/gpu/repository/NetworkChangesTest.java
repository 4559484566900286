package throng.gpu.repository;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.batch.DeviceTurns;
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

/** A running node's networks are changed, by whoever asks and by the folder that is watched. */
class NetworkChangesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder = Path.of(".");
  private final Console console = Console.create(true);
  private Path models = folder;
  private ActorSystem<SpawnProtocol.Command> system;
  private ServedModel first;
  private ModelHosts hosts;
  private NetworkChanges changes;
  private Cancellable watch;

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
    DeviceTurns turns = new DeviceTurns(MonotonicClock.SYSTEM);
    hosts = new ModelHosts("default", CameraModels.NONE);
    ModelHost host =
        ModelHost.open(
            first,
            serving,
            new Place(turns, false),
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
                folder -> Models.open(settings.ofFolder(folder)).model(),
                turns),
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

  private void follow() throws Exception {
    CompletableFuture<Done> begun = new CompletableFuture<>();
    watch = RepositoryWatch.begin(system, changes, console, begun);
    begun.get(30, SECONDS);
  }

  private static Path network(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(NetworkChangesTest.class.getResource("/networks/" + name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String made(CompletionStage<String> change) throws Exception {
    return change.toCompletableFuture().get(60, SECONDS);
  }

  private String inUse() {
    return hosts.standardHost().model().name();
  }

  private void copy(String network, String file) throws IOException {
    Path to = Files.createDirectories(models.resolve(network));
    Files.copy(network("neighbours").resolve(file), to.resolve(file));
  }

  @Test
  void opensUsesAndGoesBackAndCloses() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));

    assertThat(made(changes.add("neighbours")))
        .isEqualTo("Network neighbours counts: neighbours 1.");
    assertThat(inUse()).isEqualTo("constant");
    assertThat(made(changes.use("neighbours", Optional.empty())))
        .isEqualTo("default is counted by neighbours from here on: neighbours 1.");
    assertThat(inUse()).isEqualTo("neighbours");
    made(changes.use("default", Optional.empty()));
    assertThat(inUse()).isEqualTo("constant");
    assertThat(made(changes.remove("neighbours"))).isEqualTo("Network neighbours is closed.");

    assertThat(hosts.names()).containsExactly("default");
    assertThat(models.resolve("neighbours")).doesNotExist();
  }

  @Test
  void whatCannotBeOpenedChangesNothingAndIsSaid() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    Files.writeString(models.resolve("neighbours/model.onnx"), "no network");

    assertThatThrownBy(() -> made(changes.add("neighbours")))
        .hasMessageContaining("model.onnx cannot be read to its end");

    assertThat(hosts.names()).containsExactly("default");
    assertThat(changes.faults())
        .extracting(NetworkChanges.Fault::network)
        .containsExactly("neighbours");
  }

  @Test
  void aNetworkThatGivesNoCountOfADarkPictureChangesNothing() throws Exception {
    ModelCopy.into(models, "planes", network("planes"));

    assertThatThrownBy(() -> made(changes.add("planes")))
        .hasMessageContaining(
            "planes gives no count of people for a picture of 640 x 480 that is black");

    assertThat(hosts.names()).containsExactly("default");
  }

  @Test
  void aNetworkOfFilesThatNobodyMayWriteIsCopied() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    for (String file : List.of("model.onnx", "model.conf")) {
      Files.copy(network("neighbours").resolve(file), from.resolve(file));
      Files.setPosixFilePermissions(
          from.resolve(file), PosixFilePermissions.fromString("r--r--r--"));
    }

    ModelCopy.into(models, "neighbours", from);
    ModelCopy.into(models, "neighbours", from);

    assertThat(made(changes.add("neighbours"))).contains("counts");
  }

  @Test
  void aNetworkWhoseNextOneNeverCameIsThereAgainAndHalvesOfCopiesGo() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    Files.move(models.resolve("neighbours"), models.resolve(".before-neighbours"));
    Path half = Files.createDirectories(models.resolve(".new-4711"));
    Files.writeString(half.resolve("model.onnx"), "half of it");
    Path underWay = Files.createDirectories(models.resolve(".new-4712"));
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(2 * 3600)));

    follow();

    await().atMost(PATIENCE).until(() -> hosts.names().contains("neighbours"));
    assertThat(half).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void aNetworkThatIsWrongOnItsGoldenPicturesDoesNotTakeTheOldOnesPlace() throws Exception {
    ModelCopy.into(models, "crowd", Path.of("..", "..", "models", "crowd-s"));
    made(changes.add("crowd"));
    made(changes.use("crowd", Optional.empty()));
    ModelHost before = hosts.standardHost();
    Path map = models.resolve("crowd/golden/street.txt");
    Files.writeString(map, Files.readString(map).replace("e-0", "e-1").replace("0.", "9."));

    assertThatThrownBy(() -> made(changes.add("crowd")))
        .hasMessageContaining("is wrong on its golden pictures");

    assertThat(hosts.standardHost()).isSameAs(before);
    assertThat(changes.faults().get(0).sentence()).contains("golden");
  }

  @Test
  void namesLeadNowhereElse() throws Exception {
    Path outside = folder.resolve("outside");
    ModelCopy.into(outside, "neighbours", network("neighbours"));
    Files.createDirectories(models);
    Files.createSymbolicLink(models.resolve("link"), outside.resolve("neighbours"));
    Path inner = Files.createDirectories(models.resolve("inner"));
    Files.copy(network("neighbours").resolve("model.conf"), inner.resolve("model.conf"));
    Files.createSymbolicLink(inner.resolve("model.onnx"), outside.resolve("neighbours/model.onnx"));

    for (String name :
        List.of("../outside/neighbours", "..", ".", "", "/etc", "link", "inner", ".x")) {
      assertThatThrownBy(() -> made(changes.add(name)))
          .as(name)
          .hasMessageMatching("(?s).*(There is no folder|no file|A network's name).*");
    }
    assertThat(hosts.names()).containsExactly("default");
  }

  @Test
  void aFolderIsOpenedOnceItIsThereWhole() throws Exception {
    follow();
    copy("neighbours", "model.conf");
    Path half = models.resolve("neighbours/model.onnx.part");
    Files.copy(network("neighbours").resolve("model.onnx"), half);
    await()
        .during(Duration.ofMillis(1500))
        .atMost(PATIENCE)
        .until(() -> hosts.names().equals(List.of("default")) && changes.faults().isEmpty());

    Files.move(half, half.resolveSibling("model.onnx"), StandardCopyOption.ATOMIC_MOVE);

    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isPresent());
    ModelHost before = hosts.network("neighbours").orElseThrow();
    Path conf = models.resolve("neighbours/model.conf");
    Files.writeString(conf, Files.readString(conf).replace("\"1\"", "\"4\""));
    await()
        .atMost(PATIENCE)
        .until(() -> hosts.network("neighbours").orElseThrow().model().version().equals("4"));
    assertThat(hosts.network("neighbours").orElseThrow()).isNotSameAs(before);
    ModelRepository.deleteAll(models.resolve("neighbours"));
    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isEmpty());
  }

  @Test
  void aFolderThatIsThereAndUnfitStaysWithAllThatIsInItAndTheNetworkGoesOn() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    follow();
    ModelHost before = hosts.network("neighbours").orElseThrow();
    Path file = models.resolve("neighbours/model.onnx");
    Path aside = file.resolveSibling("model.onnx.bak");

    Files.move(file, aside);

    await().atMost(PATIENCE).until(() -> !changes.faults().isEmpty());
    assertThat(changes.faults().get(0).sentence()).contains("has no file model.onnx");
    assertThat(hosts.network("neighbours")).containsSame(before);
    Files.move(aside, file);
    await().atMost(PATIENCE).until(() -> changes.faults().isEmpty());
    assertThat(hosts.network("neighbours")).containsSame(before);
  }

  @Test
  void ofAFolderThatIsMovedAwayTheNetworkIsClosedAndOpenedOnceItIsBack() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    follow();
    Path away = models.resolve(".away");

    Files.move(models.resolve("neighbours"), away);

    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isEmpty());
    Files.move(away, models.resolve("neighbours"));
    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isPresent());
  }

  @Test
  void looksAreApartAlsoAfterALongChange() throws Exception {
    follow();
    CompletableFuture<Done> change = new CompletableFuture<>();
    CompletableFuture<Done> whole = new CompletableFuture<>();
    CompletableFuture<List<NetworkChanges.Fault>> after = new CompletableFuture<>();
    changes.between(change::join);
    await()
        .during(RepositoryWatch.LOOK.multipliedBy(5))
        .until(() -> hosts.network("neighbours").isEmpty());
    copy("neighbours", "model.conf");
    Path file = Files.writeString(models.resolve("neighbours/model.onnx"), "half");
    changes.between(
        () -> {
          after.complete(changes.faults());
          whole.join();
        });
    change.complete(Done.getInstance());

    assertThat(after.get(30, SECONDS)).isEmpty();
    Files.copy(
        network("neighbours").resolve("model.onnx"), file, StandardCopyOption.REPLACE_EXISTING);
    whole.complete(Done.getInstance());
    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isPresent());
  }

  @Test
  void whatWasInUseIsTakenUpOnceAFolderCanBeReadThatCouldNotBe() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));
    made(changes.use("neighbours", Optional.empty()));
    stop();
    Path away = Files.move(models, folder.resolve("away"));
    Files.writeString(models, "no folder");
    start();
    follow();
    await().during(RepositoryWatch.LOOK.multipliedBy(4)).until(() -> inUse().equals("constant"));
    assertThat(changes.faults()).isEmpty();

    // Between two looks: one that found no folder at all would have read it.
    changes.between(
        () -> {
          try {
            Files.delete(models);
            Files.move(away, models);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    await().atMost(PATIENCE).until(() -> inUse().equals("neighbours"));
  }

  @Test
  void whatIsInUseStaysSoOverARestart() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));
    made(changes.use("neighbours", Optional.empty()));
    stop();
    start();

    follow();

    assertThat(inUse()).isEqualTo("neighbours");
  }

  @Test
  void doesWhatTheCommandAsksForAndAnswers() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    follow();
    NetworkRequests requests = new NetworkRequests(models);

    NetworkRequests.Answer used =
        requests.ask(List.of("use", "neighbours", ""), PATIENCE).orElseThrow();
    NetworkRequests.Answer unknown =
        requests.ask(List.of("use", "nobody", ""), PATIENCE).orElseThrow();
    NetworkRequests.Answer list = requests.ask(List.of("list"), PATIENCE).orElseThrow();

    assertThat(used.isDone()).isTrue();
    assertThat(inUse()).isEqualTo("neighbours");
    assertThat(unknown.isDone()).isFalse();
    assertThat(unknown.text())
        .isEqualTo("There is no network called nobody; there are default, neighbours.");
    assertThat(list.text()).contains("neighbours 1", "nobody: There is no network called nobody");
  }

  @Test
  void aComparisonEndsAndSaysSoWhereOneOfTheTwoIsOpenedAnewOrClosed() throws Exception {
    compare("second", "neighbours");
    assertThat(made(changes.add("neighbours")))
        .isEqualTo(
            "Network neighbours counts: neighbours 1. second does not count in the shadow of"
                + " another any more. Begin it again with gpu-node models shadow.");
    assertThat(hosts.shadow()).isEmpty();
    compare("second", "neighbours");
    assertThat(made(changes.remove("neighbours"))).contains("second does not count in the shadow");
    assertThat(hosts.shadow()).isEmpty();
  }

  @Test
  void aNetworkThatCannotBeOpenedAnewGoesOnInTheShadow() throws Exception {
    compare("neighbours", "default");
    Files.writeString(models.resolve("neighbours/model.onnx"), "no network");

    assertThatThrownBy(() -> made(changes.add("neighbours")))
        .hasMessageContaining("cannot be read");

    assertThat(hosts.shadow()).isPresent();
  }

  private void compare(String network, String of) throws Exception {
    for (String name : List.of("neighbours", "second")) {
      ModelCopy.into(models, name, network("neighbours"));
      made(changes.add(name));
    }
    made(changes.shadow(network, Optional.of(of), 0.1));
  }

  @Test
  void whatIsDoneAndCannotBeKeptIsDoneAndSaysSo() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));
    Files.createDirectories(models.resolve(".used.conf/in-the-way"));

    assertThat(made(changes.use("neighbours", Optional.empty())))
        .startsWith("default is counted by neighbours from here on: neighbours 1. Only until the")
        .contains(".used.conf cannot be written");
    assertThat(inUse()).isEqualTo("neighbours");
  }

  @Test
  void tellsTheLastFaultsHoweverManyThereWere() {
    IntStream.range(0, 40).forEach(i -> changes.noteFault("n" + i, "It is not there."));

    assertThat(changes.faults())
        .hasSize(32)
        .extracting(NetworkChanges.Fault::network)
        .contains("n39");
  }

  @Test
  void countsInTheShadowUntilItIsStopped() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));

    assertThat(made(changes.shadow("neighbours", Optional.empty(), 0.1)))
        .isEqualTo("neighbours counts 10 % of the pictures of default too, in spare time.");
    assertThatThrownBy(() -> made(changes.remove("neighbours"))).hasMessageContaining("shadow");
    made(changes.stopShadow());

    assertThat(changes.shadowReport().orElseThrow().network()).isEqualTo("neighbours");
    made(changes.remove("neighbours"));
    assertThatThrownBy(() -> made(changes.shadow("default", Optional.empty(), 0.1)))
        .hasMessageContaining("with itself");
  }
}
