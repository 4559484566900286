package throng.gpu.repository;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import throng.actors.serving.ModelHost;
import throng.streams.frame.CameraId;

/** A running node's networks follow the folder that is watched, and what is asked for in it. */
class RepositoryWatchTest extends ChangedNetworks {
  private static final CameraId DOOR = new CameraId("lobby", "door");

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
  void aNetworkThatTakesLongIsAwaitedForAWhileOnlyAndComesLater() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    CompletableFuture<Done> hangs = new CompletableFuture<>();
    CompletableFuture<Done> begun = new CompletableFuture<>();
    changes.between(hangs::join);

    watch = RepositoryWatch.begin(system, changes, console, begun, Duration.ofMillis(300));

    begun.get(30, SECONDS);
    assertThat(hosts.network("neighbours")).isEmpty();
    hangs.complete(Done.getInstance());
    await().atMost(PATIENCE).until(() -> hosts.network("neighbours").isPresent());
  }

  @Test
  void networksAreToldToBeOpeningUntilTheyAreThereOrCannotBe() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    ModelCopy.into(models, "second", network("neighbours"));
    ModelCopy.into(models, "wrong", network("neighbours"));
    Files.writeString(models.resolve("wrong/model.onnx"), "no network");
    CompletableFuture<Done> opens = new CompletableFuture<>();
    CompletableFuture<Done> goesOn = new CompletableFuture<>();
    CompletableFuture<Done> begun = new CompletableFuture<>();
    beforeOpening =
        () -> {
          opens.complete(Done.getInstance());
          goesOn.join();
        };

    watch = RepositoryWatch.begin(system, changes, console, begun, PATIENCE);

    opens.get(30, SECONDS);
    for (String name : List.of("neighbours", "second", "wrong")) {
      assertThat(hosts.opening(DOOR, name)).contains(name);
    }
    goesOn.complete(Done.getInstance());
    begun.get(30, SECONDS);
    for (String name : List.of("neighbours", "second", "wrong")) {
      assertThat(hosts.opening(DOOR, name)).isEmpty();
    }
    assertThat(hosts.names()).containsExactly("default", "neighbours", "second");
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
}
